import { type Sql, sql } from "@/lib/db/sql";

/**
 * Joins the identity of a principal as `i`. Looked up for each row by its keys: the planner has less to weigh than with two joins more,
 * and never reads all identities for a few rows.
 */
export function identityOf(principalId: Sql): Sql {
  return sql`left join lateral (
    select known.id, known.name, known.kind
    from principal_identity pi join identity known on known.id = pi.identity_id where pi.principal_id = ${principalId} limit 1
  ) i on true`;
}

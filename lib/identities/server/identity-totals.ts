import { join, type Sql, sql } from "@/lib/db/sql";
import { likeLiteral } from "@/lib/base/like-pattern";
import type { IdentityFilter } from "@/lib/identities/contract";

/** Conditions on an identity `i`; `except` leaves one facet's own choice out. */
export function identityConditions(filter: IdentityFilter, except: "kinds" | "human" | "accounts" | null = null): Sql {
  const { query, kinds, human, accounts } = filter;
  const text = `%${likeLiteral(query.trim().toLowerCase())}%`;
  return join(
    [
      sql`exists (select from principal_identity pi where pi.identity_id = i.id)`,
      ...(query.trim() === "" ? [] : [searched(text)]),
      ...(kinds.length > 0 && except !== "kinds" ? [sql`i.kind = any(${kinds})`] : []),
      ...(human.length > 0 && except !== "human" ? [sql`i.human = any(${human})`] : []),
      ...(accounts.length > 0 && except !== "accounts" ? [sql`coalesce(i.account, 'unknown') = any(${accounts})`] : []),
    ],
    " and ",
  );
}

/** Names, ARNs, unique ids and accounts, those of every principal in the identity too. */
function searched(text: string): Sql {
  return sql`(
    lower(i.name) like ${text} or lower(coalesce(i.arn, '')) like ${text} or lower(i.key) like ${text} or lower(coalesce(i.unique_id, '')) like ${text}
    or coalesce(i.account, '') like ${text}
    or exists (select from account ac where ac.account = i.account and lower(ac.name) like ${text})
    or exists (
      select from principal_identity pi join principal p on p.id = pi.principal_id
      where pi.identity_id = i.id and (lower(coalesce(p.arn, '')) like ${text} or lower(coalesce(p.unique_id, '')) like ${text} or lower(coalesce(p.name, '')) like ${text})))`;
}

/** Totals of every identity with activity, as columns id, first_at, last_at, events, errors. */
export const IDENTITY_TOTALS = sql`
  select pi.identity_id as id, min(a.first_at) as first_at, max(a.last_at) as last_at, sum(a.events) as events,
    coalesce(sum(a.events) filter (where a.outcome = 1), 0) as errors
  from (
    select principal_id, outcome, min(first_at) as first_at, max(last_at) as last_at, sum(events) as events
    from activity_day group by principal_id, outcome
  ) a join principal_identity pi on pi.principal_id = a.principal_id
  group by pi.identity_id`;

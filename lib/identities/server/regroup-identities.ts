import type { PoolClient } from "pg";
import { z } from "zod";
import { contentUid } from "@/lib/base/content-uid";
import { groupPrincipals, type PrincipalGroup } from "@/lib/cloudtrail/group-principals";
import { PRINCIPAL_KINDS } from "@/lib/cloudtrail/normalised-event";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { readEvidence } from "./read-evidence";

const LOCK = "2002873090";

const PrincipalRow = z.object({
  id: z.number(),
  uid: z.string(),
  kind: z.enum(PRINCIPAL_KINDS),
  key: z.string(),
  account: z.string().nullable(),
  arn: z.string().nullable(),
  uniqueId: z.string().nullable(),
  name: z.string(),
});
type PrincipalRow = z.output<typeof PrincipalRow>;

/** An account's role or user, as records name it. */
export type AccountName = { readonly account: string | null; readonly name: string };

/**
 * Groups new principals into identities, together with those that they may belong with: the same account and name or unique
 * id. The result depends on which principals and which evidence exist, never on the order in which they came.
 */
export async function regroupIdentities(client: PoolClient, newPrincipalIds: readonly number[]): Promise<void> {
  if (newPrincipalIds.length === 0) return;
  await regroup(client, sql`select account, name from principal where id = any(${[...newPrincipalIds]}::int[])`);
}

/** Decides anew what the identities of these names are: something became known, or ceased to be. */
export async function regroupNames(client: PoolClient, names: readonly AccountName[]): Promise<void> {
  if (names.length === 0) return;
  const accounts = names.map(({ account }) => account);
  await regroup(client, sql`select * from unnest(${accounts}::text[], ${names.map(({ name }) => name)}::text[])`);
}

async function regroup(client: PoolClient, seeds: Sql): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
  const principals = await reachable(client, seeds);
  if (principals.length === 0) return;
  const evidence = await readEvidence(client, principals);
  const groups = groupPrincipals(principals, evidence);
  await storeGroups(client, principals, groups);
}

/** Names lead to unique ids, and those to further names: all that the grouping of one may depend on. */
function reachable(client: PoolClient, seeds: Sql): Promise<PrincipalRow[]> {
  return rows(
    client,
    PrincipalRow,
    sql`
      with recursive reach (account, name) as (
        select * from (${seeds}) s (account, name)
        union
        select q.account, q.name from reach r
        join principal p on p.name = r.name and p.account is not distinct from r.account
        join principal q on q.unique_id = p.unique_id and q.account is not distinct from p.account
      )
      select p.id, p.uid, p.kind, p.key, p.account, p.arn, p.unique_id as "uniqueId", p.name
      from reach r join principal p on p.name = r.name and p.account is not distinct from r.account
      order by p.uid`,
  );
}

async function storeGroups(
  client: PoolClient,
  principals: readonly PrincipalRow[],
  groups: readonly PrincipalGroup[],
): Promise<void> {
  await client.query(UPSERT_IDENTITIES, [
    JSON.stringify(
      groups.map(({ identity }) => ({
        ...identity,
        id: contentUid("identity", identity.key),
        unique_id: identity.uniqueId,
      })),
    ),
  ]);
  const members = groups.flatMap(({ identity, members: indexes }) =>
    indexes.flatMap((index) => {
      const principal = principals[index];
      return principal ? [{ principal_id: principal.id, identity_id: contentUid("identity", identity.key) }] : [];
    }),
  );
  const left = await client.query<{ identity_id: string }>(UPSERT_MEMBERS, [JSON.stringify(members)]);
  await client.query(
    `delete from identity i
     where i.id = any($1::uuid[]) and not exists (select from principal_identity m where m.identity_id = i.id)`,
    [left.rows.map((row) => row.identity_id)],
  );
}

const UPSERT_IDENTITIES = `
  insert into identity (id, key, kind, name, account, arn, unique_id, human, reason)
  select id, key, kind, name, account, arn, unique_id, human, reason
  from jsonb_to_recordset($1) as g (id uuid, key text, kind text, name text, account text, arn text, unique_id text, human text, reason text)
  order by id
  on conflict (id) do update set
    kind = excluded.kind, name = excluded.name, account = excluded.account, arn = excluded.arn,
    unique_id = excluded.unique_id, human = excluded.human, reason = excluded.reason`;

/** Returns the identities that principals left. */
const UPSERT_MEMBERS = `
  with given as (
    select principal_id, identity_id from jsonb_to_recordset($1) as m (principal_id int, identity_id uuid)
  ), before as (
    select m.identity_id from principal_identity m join given g using (principal_id) where m.identity_id <> g.identity_id
  ), moved as (
    insert into principal_identity (principal_id, identity_id) select principal_id, identity_id from given order by principal_id
    on conflict (principal_id) do update set identity_id = excluded.identity_id
    where principal_identity.identity_id <> excluded.identity_id
  )
  select distinct identity_id from before`;

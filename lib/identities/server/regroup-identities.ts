import type { PoolClient } from "pg";
import { z } from "zod";
import { contentUid } from "@/lib/base/content-uid";
import { groupPrincipals } from "@/lib/cloudtrail/group-principals";
import { PRINCIPAL_KINDS } from "@/lib/cloudtrail/normalised-event";
import { rows, sql } from "@/lib/db/sql";

const LOCK = "2002873090";

const PrincipalRow = z.object({
  id: z.number(),
  kind: z.enum(PRINCIPAL_KINDS),
  key: z.string(),
  account: z.string().nullable(),
  arn: z.string().nullable(),
  uniqueId: z.string().nullable(),
  name: z.string(),
});

/**
 * Groups new principals into identities, together with those that they may belong with: the same account and name. The result
 * depends on which principals exist, never on the order in which they came.
 */
export async function regroupIdentities(client: PoolClient, newPrincipalIds: readonly number[]): Promise<void> {
  if (newPrincipalIds.length === 0) return;
  await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
  const principals = await rows(
    client,
    PrincipalRow,
    sql`
      select p.id, p.kind, p.key, p.account, p.arn, p.unique_id as "uniqueId", p.name
      from principal p
      where exists (
        select from principal n
        where n.id = any(${newPrincipalIds}::int[]) and n.name = p.name and n.account is not distinct from p.account
      )`,
  );
  const groups = groupPrincipals(principals);
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
  await client.query(UPSERT_MEMBERS, [JSON.stringify(members)]);
  await client.query(
    `delete from identity i
     where i.name = any($1) and not exists (select from principal_identity m where m.identity_id = i.id)`,
    [[...new Set(principals.map(({ name }) => name))]],
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

const UPSERT_MEMBERS = `
  insert into principal_identity (principal_id, identity_id)
  select principal_id, identity_id from jsonb_to_recordset($1) as m (principal_id int, identity_id uuid)
  order by principal_id
  on conflict (principal_id) do update set identity_id = excluded.identity_id
  where principal_identity.identity_id <> excluded.identity_id`;

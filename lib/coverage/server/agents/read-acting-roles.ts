import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { ActingRole } from "../../agents/agent-evidence";

const IdentityRow = z.object({
  id: z.string(),
  name: z.string(),
  arn: z.string().nullable(),
  account: z.string().nullable(),
  isAgent: z.boolean(),
});

const CallRow = z.object({
  id: z.string(),
  resource: z.string().nullable(),
  source: z.string(),
  name: z.string(),
  category: z.number(),
  account: z.string(),
  region: z.string(),
  events: z.number(),
  lastMs: z.number(),
});

/** The roles of agents, and those with these ARNs or the same account and name, with what they called with success in a time. */
export async function readActingRoles(
  ctx: Context,
  { arns, from, to }: { readonly arns: readonly string[]; readonly from: Date; readonly to: Date },
): Promise<ActingRole[]> {
  const identities = await rows(
    ctx.pool,
    IdentityRow,
    sql`
      select id::text, name, arn, account, kind = 'agent' as "isAgent" from identity
      where kind = 'agent' or (name, account) in (
        select regexp_replace(arn, '^.*/', ''), split_part(arn, ':', 5) from unnest(${[...arns]}::text[]) as wanted (arn))
      order by id`,
  );
  const calls = await rows(
    ctx.pool,
    CallRow,
    sql`
      select pi.identity_id::text as id, r.key as resource, c.source, c.name, c.category, a.account, g.region,
        sum(d.events)::float8 as events, (extract(epoch from max(d.last_at)) * 1000)::float8 as "lastMs"
      from principal_identity pi join activity_day d on d.principal_id = pi.principal_id
      join action c on c.id = d.action_id join account a on a.id = d.account_id join region g on g.id = d.region_id
      left join resource r on r.id = d.container_id and d.container_id <> 0
      where pi.identity_id = any(${identities.map(({ id }) => id)}::uuid[]) and d.day >= ${from} and d.day < ${to} and d.outcome = 0
      group by 1, 2, 3, 4, 5, 6, 7 order by 1, 3, 4, 2, 6, 7`,
  );
  const byIdentity = new Map<string, (typeof calls)[number][]>();
  for (const call of calls) {
    const list = byIdentity.get(call.id);
    if (list === undefined) byIdentity.set(call.id, [call]);
    else list.push(call);
  }
  return identities.map((identity) => ({ ...identity, calls: byIdentity.get(identity.id) ?? [] }));
}

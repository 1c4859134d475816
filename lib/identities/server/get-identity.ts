import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { firstRow, rows, type Sql, sql } from "@/lib/db/sql";
import { type getIdentity as endpoint, HUMAN, IdentityProfile } from "@/lib/identities/contract";
import { resolveIdentity } from "./resolve-identity";

type Input = z.output<typeof endpoint.input>;

const TOP_MAX = 12;
const CREDENTIALS_MAX = 100;

/** What one row says of an identity; the lists of its profile are read beside it. */
const Head = IdentityProfile.omit({
  firstSeenMs: true,
  lastSeenMs: true,
  credentials: true,
  credentialsDistinct: true,
  regions: true,
  regionsDistinct: true,
  actions: true,
  actionsDistinct: true,
  overrides: true,
}).extend({ firstSeen: z.date().nullable(), lastSeen: z.date().nullable() });

const Use = z.object({
  key: z.string(),
  kind: z.string(),
  sessionNames: z.array(z.string()),
  createdAt: z.date().nullable(),
  firstSeen: z.date(),
  lastSeen: z.date(),
  events: z.number(),
  errors: z.number(),
  distinct: z.number(),
});

const Top = z.object({
  value: z.string(),
  label: z.string(),
  events: z.number(),
  errors: z.number(),
  distinct: z.number(),
});

/** Who an identity is and what it used, from the rollups: exact over everything that the store holds. */
export async function getIdentity(ctx: Context, { identity }: Input): Promise<IdentityProfile> {
  const { id } = await resolveIdentity(ctx, identity);
  const [head, overrides, credentials, regions, actions] = await Promise.all([
    readHead(ctx, id),
    readOverrides(ctx, id),
    readCredentials(ctx, id),
    readTop(ctx, id, {
      value: sql`r.region`,
      label: sql`r.region`,
      dictionary: sql`join region r on r.id = a.region_id`,
    }),
    readTop(ctx, id, {
      value: sql`ac.source || ':' || ac.name`,
      label: sql`ac.name`,
      dictionary: sql`join action ac on ac.id = a.action_id`,
    }),
  ]);
  if (head === null) throw new AppError("not-found", `No identity "${identity}" in this store.`);
  const { firstSeen, lastSeen, ...rest } = head;
  return {
    ...rest,
    firstSeenMs: firstSeen?.getTime() ?? null,
    lastSeenMs: lastSeen?.getTime() ?? null,
    credentials: credentials.map(({ createdAt, firstSeen: first, lastSeen: last, distinct: _distinct, ...use }) => ({
      ...use,
      createdAtMs: createdAt?.getTime() ?? null,
      firstSeenMs: first.getTime(),
      lastSeenMs: last.getTime(),
    })),
    credentialsDistinct: credentials[0]?.distinct ?? 0,
    regions: regions.map(withoutDistinct),
    regionsDistinct: regions[0]?.distinct ?? 0,
    actions: actions.map(withoutDistinct),
    actionsDistinct: actions[0]?.distinct ?? 0,
    overrides: overrides.map(({ at, ...said }) => ({ ...said, atMs: at.getTime() })),
  };
}

const ACTIVITY = (id: string): Sql => sql`
  principal_identity pi join activity_day a on a.principal_id = pi.principal_id and pi.identity_id = ${id}::uuid`;

const CREDENTIAL_ACTIVITY = (id: string): Sql => sql`
  principal_identity pi join activity_hour a on a.principal_id = pi.principal_id and pi.identity_id = ${id}::uuid`;

const ERRORS = sql`coalesce(sum(a.events) filter (where a.outcome = 1), 0)::float8 as errors`;

function readHead(ctx: Context, id: string): Promise<z.output<typeof Head> | null> {
  return firstRow(
    ctx.pool,
    Head,
    sql`
      select i.id, i.key, i.kind, i.name, i.human, i.reason, i.account, ac.name as "accountName", i.arn, i.unique_id as "uniqueId", t.*,
        coalesce((
          select array_agg(distinct alias order by alias) from principal_identity pi join principal p on p.id = pi.principal_id
          cross join lateral (values (p.arn), (p.unique_id), (p.name)) v (alias)
          where pi.identity_id = i.id and alias is not null and alias is distinct from i.arn and alias is distinct from i.unique_id and alias <> i.name
        ), '{}') as aliases
      from identity i left join account ac on ac.account = i.account
      cross join lateral (
        select min(a.first_at) as "firstSeen", max(a.last_at) as "lastSeen", coalesce(sum(a.events), 0)::float8 as events, ${ERRORS},
          coalesce(array_agg(distinct c.account), '{}') as accounts
        from ${ACTIVITY(id)} join account c on c.id = a.account_id
      ) t
      where i.id = ${id}::uuid`,
  );
}

/** One key id can stand in several rows (the same key, once with and once without its session): they are one use here. */
function readCredentials(ctx: Context, id: string): Promise<z.output<typeof Use>[]> {
  return rows(
    ctx.pool,
    Use,
    sql`
      select c.key, min(c.kind) as kind, coalesce(array_agg(distinct c.session_name) filter (where c.session_name is not null), '{}') as "sessionNames",
        min(c.created_at) as "createdAt", min(a.first_at) as "firstSeen", max(a.last_at) as "lastSeen", sum(a.events)::float8 as events, ${ERRORS},
        (count(*) over ())::int as distinct
      from ${CREDENTIAL_ACTIVITY(id)} join credential c on c.id = a.credential_id
      group by c.key order by max(a.last_at) desc, c.key limit ${CREDENTIALS_MAX}`,
  );
}

const Said = z.object({ human: z.enum(HUMAN).nullable(), why: z.string(), actorName: z.string(), at: z.date() });

/** One saying stands with every principal of the identity, and is one here. */
function readOverrides(ctx: Context, id: string): Promise<z.output<typeof Said>[]> {
  return rows(
    ctx.pool,
    Said,
    sql`
      select o.human, o.why, o.actor_name as "actorName", o.at
      from principal_identity pi join principal p on p.id = pi.principal_id join identity_override o on o.principal_uid = p.uid
      where pi.identity_id = ${id}::uuid group by o.human, o.why, o.actor_name, o.at order by max(o.id) desc limit ${CREDENTIALS_MAX}`,
  );
}

function readTop(
  ctx: Context,
  id: string,
  by: { value: Sql; label: Sql; dictionary: Sql },
): Promise<z.output<typeof Top>[]> {
  return rows(
    ctx.pool,
    Top,
    sql`
      select ${by.value} as value, ${by.label} as label, sum(a.events)::float8 as events, ${ERRORS}, (count(*) over ())::int as distinct
      from ${ACTIVITY(id)} ${by.dictionary} group by 1, 2 order by sum(a.events) desc, 1 limit ${TOP_MAX}`,
  );
}

function withoutDistinct({
  distinct: _distinct,
  ...top
}: z.output<typeof Top>): Omit<z.output<typeof Top>, "distinct"> {
  return top;
}

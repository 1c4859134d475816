import { z } from "zod";
import { PRINCIPAL_KINDS, RESOURCE_ROLES } from "@/lib/cloudtrail/normalised-event";
import { isRefusal } from "@/lib/cloudtrail/is-refusal";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { decodeEventFlags } from "@/lib/events/event-flags";
import type { TouchGroup } from "../../answers/answer";
import { type Issue, originOf } from "../../answers/origin-of";
import type { ResolvedResource } from "./ask-resource";
import type { Derived } from "./read-derived";
import { readIssues } from "./read-issues";

const Row = z.object({
  source: z.string(),
  name: z.string(),
  flags: z.number(),
  error: z.string().nullable(),
  role: z.number(),
  principalId: z.number(),
  principalKind: z.enum(PRINCIPAL_KINDS),
  identity: z.string(),
  key: z.string().nullable(),
  withKey: z.boolean(),
  account: z.string(),
  region: z.string(),
  events: z.number(),
  sample: z.array(z.object({ eventId: z.string(), timeMs: z.number() })),
});
type Row = z.output<typeof Row>;

const GROUPS_MAX = 2_000;
const SAMPLE_MAX = 20;

export type Asked = {
  readonly resource: ResolvedResource;
  readonly principalIds: readonly number[];
  readonly derived: Derived;
  readonly from: Date;
  readonly to: Date;
};

/** Every call on a thing in a time, grouped by caller, credential and operation, with whose it was. */
export async function readTouches(ctx: Context, asked: Asked): Promise<{ touches: TouchGroup[]; isCut: boolean }> {
  const found = await rows(ctx.pool, Row, touchesSql(asked));
  const isCut = found.length > GROUPS_MAX;
  const issues = await readIssues(
    ctx,
    found.flatMap(({ key }) => key ?? []),
  );
  return { touches: found.slice(0, GROUPS_MAX).map((row) => toTouch(row, asked, issues)), isCut };
}

function touchesSql({ resource, from, to }: Asked) {
  const { asked, ids, aliasIds } = resource;
  const within = sql`event_time >= ${from} and event_time < ${to}`;
  const inPlace = sql`account_id = (select id from account where account = ${asked.account}) and region_id = (select id from region where region = ${asked.region})`;
  const container = asked.isContainer
    ? sql`union all select e.event_time, e.event_id, 0 from event e where e.container_id = any(${[...ids]}) and e.${within}`
    : sql``;
  return sql`
    with hit as (
      select e.event_time, e.event_id, 0 as role from event e where e.resource_id = any(${[...ids]}) and e.${within}
      union all
      select r.event_time, r.event_id, r.role from event_resource r where r.resource_id = any(${[...ids]}) and r.${within}
      union all
      select e.event_time, e.event_id, 0 from event e where e.resource_id = any(${[...aliasIds]}) and e.${within} and e.${inPlace}
      ${container}
    ), once as (select event_time, event_id, min(role)::int as role from hit group by 1, 2)
    select a.source, a.name, (e.flags & 127)::int as flags, x.code as error, o.role, e.principal_id as "principalId", p.kind as "principalKind",
      coalesce(i.arn, i.name, p.arn, p.name) as identity, c.key,
      bool_or(exists (select from event_resource k where k.event_id = e.event_id and k.role = ${RESOURCE_ROLES.indexOf("key")})) as "withKey",
      t.account, g.region, count(*)::float8 as events,
      to_json((array_agg(json_build_object('eventId', e.event_id, 'timeMs', (extract(epoch from e.event_time) * 1000)::float8)
        order by e.event_time, e.event_id))[1:${SAMPLE_MAX}::int]) as sample
    from once o
    join event e on e.event_time = o.event_time and e.event_id = o.event_id
    join action a on a.id = e.action_id join principal p on p.id = e.principal_id
    join account t on t.id = e.account_id join region g on g.id = e.region_id
    left join principal_identity pi on pi.principal_id = p.id left join identity i on i.id = pi.identity_id
    left join credential c on c.id = e.credential_id left join error_code x on x.id = e.error_id
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, t.account, g.region
    order by min(e.event_time) limit ${GROUPS_MAX + 1}`;
}

type Issues = ReadonlyMap<string, readonly Issue[]>;

function toTouch(row: Row, asked: Asked, issues: Issues): TouchGroup {
  const { readOnly } = decodeEventFlags(row.flags);
  const { by, why } = whose(row, asked, issues);
  const through =
    by === "derived" ? `with the credential issued by event ${asked.derived.keys.get(row.key ?? "") ?? ""}` : null;
  return {
    source: row.source,
    name: row.name,
    readOnly,
    outcome: outcomeOf(row),
    events: row.events,
    by,
    why,
    role: RESOURCE_ROLES[row.role] ?? "related",
    withKey: row.withKey,
    sample: row.sample.map(({ eventId, timeMs }) => ({
      eventId,
      timeMs,
      source: row.source,
      action: row.name,
      identity: row.identity,
      credential: row.key,
      account: row.account,
      region: row.region,
      through,
    })),
  };
}

function outcomeOf({ flags, error }: Row): TouchGroup["outcome"] {
  if (!decodeEventFlags(flags).isError) return "done";
  return isRefusal(error ?? "") ? "refused" : "failed";
}

/** Of whom a call by a principal with a credential was, as far as the subject is concerned. */
export function whose(
  { principalId, principalKind, key }: Pick<Row, "principalId" | "principalKind" | "key">,
  { principalIds, derived }: Pick<Asked, "principalIds" | "derived">,
  issues: Issues,
): Pick<TouchGroup, "by" | "why"> {
  if (principalIds.includes(principalId)) return { by: "subject", why: "the record names them" };
  if (key !== null && derived.keys.has(key)) return { by: "derived", why: "the credential was obtained by them" };
  return originOf({ kind: principalKind, key }, issues);
}

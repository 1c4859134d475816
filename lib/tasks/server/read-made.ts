import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { Remains } from "@/lib/tasks/contract";
import { PERSISTENCE_RULES } from "@/lib/tasks/persistence-rules";
import { type Life, readLives } from "./read-lives";

const MADE_MAX = 200;
/** Events that touch one thing, among which its end is looked for. */
const TOUCHES_MAX = 5_000;
/** Of what one call touched. */
const TOUCHED_MAX = 50;

const Row = z.object({
  rule: z.number(),
  uuid: z.string(),
  eventId: z.string(),
  time: z.date(),
  action: z.string(),
  credential: z.string().nullable(),
  name: z.string().nullable(),
  region: z.string().nullable(),
  touched: z.array(z.object({ type: z.string(), key: z.string() })),
  /** It touched several things of the rule's type: the end of one is not that of all. */
  isSeveral: z.boolean(),
  doneId: z.string().nullable(),
  doneAt: z.date().nullable(),
  doneBy: z.string().nullable(),
  inAll: z.number(),
});

/** What a call made, with what became of it by turns of its life; null where no turn speaks of such things. */
type MadeRow = z.output<typeof Row>;

type Made = { readonly made: Remains["made"]; readonly inAll: number };

/** What these credentials made by which somebody may come back, with the call that undid it before a moment, where the log shows one. */
export async function readMade(ctx: Context, credentialIds: readonly number[], atMs: number): Promise<Made> {
  if (credentialIds.length === 0) return { made: [], inAll: 0 };
  const found = await rows(ctx.pool, Row, madeSql(credentialIds, new Date(atMs)));
  const lives = await readLives(
    ctx,
    found.map(({ uuid }) => uuid),
    new Date(atMs),
  );
  const made = found.flatMap((row) => toMade(row, lives.get(row.uuid)) ?? []);
  return { made, inAll: found[0]?.inAll ?? 0 };
}

function toMade(row: MadeRow, life: Life | undefined): Remains["made"][number] | null {
  const rule = PERSISTENCE_RULES[row.rule];
  if (rule === undefined) return null;
  const { eventId, time, action, credential, region, touched } = row;
  const name = row.name ?? life?.key ?? null;
  return {
    eventId,
    action,
    credential,
    what: rule.what,
    leaves: rule.leaves,
    command:
      name === null ? null : rule.command({ name, id: life?.key ?? null, owner: life?.owner ?? null, region, touched }),
    name: name ?? "not named",
    timeMs: time.getTime(),
    done: life === undefined ? undoneIn(row) : life.done,
  };
}

function undoneIn({ doneId, doneAt, doneBy, isSeveral }: MadeRow): Remains["made"][number]["done"] {
  if (isSeveral || doneId === null || doneAt === null || doneBy === null) return null;
  return { eventId: doneId, timeMs: doneAt.getTime(), action: doneBy, how: `${doneBy} was called on it.` };
}

/** The rollups say in which hours such calls were made; only those are read. */
function madeSql(credentialIds: readonly number[], at: Date) {
  const rules = PERSISTENCE_RULES.flatMap(({ source, actions, type, undoneBy }, n) =>
    actions.map((action) => ({ n, source, action, type, undone: undoneBy.join(",") })),
  );
  const of = (key: "source" | "action" | "type" | "undone") => rules.map((rule) => rule[key]);
  return sql`
    with rule as (
      select r.n, r.type, r.source, string_to_array(r.undone, ',') as undone, a.id as action_id, a.name
      from unnest(${rules.map(({ n }) => n)}::int[], ${of("source")}::text[], ${of("action")}::text[], ${of("type")}::text[], ${of("undone")}::text[])
        r (n, source, action, type, undone)
      join action a on a.source = r.source and a.name = r.action
    ), hours as (
      select distinct h.principal_id, h.hour from credential_hour h
      where h.credential_id = any(${[...credentialIds]}::int[]) and h.outcome = 0 and h.action_id in (select action_id from rule)
    ), made as (
      select rule.n as rule, rule.name as action, rule.source, rule.undone, e.event_id, e.event_time, e.credential_id, e.region_id, rule.type,
        (select coalesce(json_agg(json_build_object('type', r.type, 'key', r.key) order by r.id = e.resource_id desc, r.type, r.key), '[]') from (
          select e.resource_id as id union (select er.resource_id from event_resource er where er.event_id = e.event_id limit ${TOUCHED_MAX})
        ) t join resource r on r.id = t.id) as touched,
        coalesce((
          select min(t.id) from (
            select e.resource_id as id union all select er.resource_id from event_resource er where er.event_id = e.event_id
          ) t join resource r on r.id = t.id where r.type = rule.type
        ), e.resource_id) as resource_id
      from hours h join event e on e.principal_id = h.principal_id and e.event_time >= h.hour and e.event_time < h.hour + interval '1 hour'
      join rule on rule.action_id = e.action_id
      where e.credential_id = any(${[...credentialIds]}::int[]) and ((e.flags >> 6) & 1) = 0 and e.event_time <= ${at}
        and (not exists (select from life_turn l where l.event_id = e.event_id and l.thing = 'deny' and l.effect = 'made')
          or exists (select from life_turn l where l.event_id = e.event_id and l.thing = 'policy'))
    )
    select m.rule, m.event_id as uuid, coalesce(al.text, m.event_id::text) as "eventId", m.event_time as time, m.action, c.key as credential, r.key as name,
      (select region from region where id = m.region_id) as region, m.touched,
      (select count(*) from json_to_recordset(m.touched) x (type text) where x.type = m.type) > 1 as "isSeveral",
      d.id as "doneId", d.event_time as "doneAt", d.name as "doneBy", (count(*) over ())::int as "inAll"
    from made m left join resource r on r.id = m.resource_id left join credential c on c.id = m.credential_id
    left join event_alias al on al.event_id = m.event_id
    left join lateral (
      select coalesce(dl.text, t.event_id::text) as id, t.event_time, ac.name from (
        select event_id, event_time, action_id, flags from event where resource_id = m.resource_id and event_time >= m.event_time
        union all
        select e.event_id, e.event_time, e.action_id, e.flags from event_resource er
        join event e on e.principal_id = er.principal_id and e.event_time = er.event_time and e.event_id = er.event_id
        where er.resource_id = m.resource_id and er.event_time >= m.event_time
        limit ${TOUCHES_MAX}
      ) t
      join action ac on ac.id = t.action_id and ac.source = m.source and ac.name = any(m.undone)
      left join event_alias dl on dl.event_id = t.event_id
      where ((t.flags >> 6) & 1) = 0 and t.event_time <= ${at} order by t.event_time, t.event_id limit 1
    ) d on true
    order by m.event_time, m.event_id limit ${MADE_MAX}`;
}

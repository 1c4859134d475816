import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { Remains } from "@/lib/tasks/contract";
import { PERSISTENCE_RULES } from "@/lib/tasks/persistence-rules";

const MADE_MAX = 200;
/** Events that touch one thing, among which its end is looked for. */
const TOUCHES_MAX = 5_000;

const Row = z.object({
  rule: z.number(),
  eventId: z.string(),
  time: z.date(),
  action: z.string(),
  credential: z.string().nullable(),
  name: z.string().nullable(),
  doneId: z.string().nullable(),
  doneAt: z.date().nullable(),
  doneBy: z.string().nullable(),
  inAll: z.number(),
});

type Made = { readonly made: Remains["made"]; readonly inAll: number };

/** What these credentials made by which somebody may come back, with the call that undid it, where the log shows one. */
export async function readMade(ctx: Context, credentialIds: readonly number[]): Promise<Made> {
  if (credentialIds.length === 0) return { made: [], inAll: 0 };
  const found = await rows(ctx.pool, Row, madeSql(credentialIds));
  const made = found.flatMap(({ rule: n, time, inAll: _inAll, name, doneId, doneAt, doneBy, ...one }) => {
    const rule = PERSISTENCE_RULES[n];
    if (rule === undefined) return [];
    const { what, command, leaves } = rule;
    const done =
      doneId === null || doneAt === null || doneBy === null
        ? null
        : { eventId: doneId, timeMs: doneAt.getTime(), action: doneBy };
    return [
      {
        ...one,
        what,
        leaves,
        command: name === null ? null : command(shortName(name)),
        name: name ?? "not named",
        timeMs: time.getTime(),
        done,
      },
    ];
  });
  return { made, inAll: found[0]?.inAll ?? 0 };
}

/** The rollups say in which hours such calls were made; only those are read. */
function madeSql(credentialIds: readonly number[]) {
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
      select distinct h.principal_id, h.hour from activity_hour h
      where h.credential_id = any(${[...credentialIds]}::int[]) and h.credential_id <> 0 and h.outcome = 0 and h.action_id in (select action_id from rule)
    ), made as (
      select rule.n as rule, rule.name as action, rule.source, rule.undone, e.event_id, e.event_time, e.credential_id,
        coalesce((
          select min(t.id) from (
            select e.resource_id as id union all select er.resource_id from event_resource er where er.event_id = e.event_id
          ) t join resource r on r.id = t.id where r.type = rule.type
        ), e.resource_id) as resource_id
      from hours h join event e on e.principal_id = h.principal_id and e.event_time >= h.hour and e.event_time < h.hour + interval '1 hour'
      join rule on rule.action_id = e.action_id
      where e.credential_id = any(${[...credentialIds]}::int[]) and ((e.flags >> 6) & 1) = 0
    )
    select m.rule, coalesce(al.text, m.event_id::text) as "eventId", m.event_time as time, m.action, c.key as credential, r.key as name,
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
      where ((t.flags >> 6) & 1) = 0 order by t.event_time, t.event_id limit 1
    ) d on true
    order by m.event_time, m.event_id limit ${MADE_MAX}`;
}

function shortName(key: string): string {
  const parts = key.startsWith("arn:aws:iam:") && !key.includes("-provider/") ? key.split("/") : [key];
  return parts.at(-1) ?? key;
}

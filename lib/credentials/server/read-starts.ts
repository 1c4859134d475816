import { z } from "zod";
import { START_KINDS } from "@/lib/cloudtrail/issuance";
import type { Context } from "@/lib/context";
import { SKEW_MS } from "@/lib/credentials/fits";
import type { Link, Origin } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { JOB_MS, type Start, startOf, startsOfWork } from "@/lib/credentials/started-work";
import { identityOf } from "@/lib/identities/server/identity-of";
import { rows, type Sql, sql } from "@/lib/db/sql";

const Mark = z.object({
  id: z.string(),
  n: z.number(),
  time: z.date(),
  principalId: z.number(),
  kind: z.enum(START_KINDS),
  value: z.string(),
});
type Mark = z.output<typeof Mark>;

const Call = z.object({
  id: z.string(),
  eventId: z.string(),
  action: z.string(),
  key: z.string().nullable(),
  byId: z.string().nullable(),
  by: z.string(),
  byKind: z.string(),
  region: z.string(),
  recordedIn: z.string(),
});

/** Calls of one id, or of one role within a quarter of an hour: more than anybody could choose among. */
const STARTS_PER_VALUE = 100;

/** A session, and how it came. */
export type Session = { readonly use: Use; readonly cameBy: Link | null };

/** The calls that started the work of these sessions, in their order. */
export async function readStartsOf(ctx: Context, sessions: readonly Session[]): Promise<Origin[]> {
  const asked = sessions.flatMap(({ use, cameBy }) => {
    const { byId, byRole } = startsOfWork(use, cameBy);
    const bornMs = cameBy?.atMs ?? use.createdAtMs ?? use.firstMs ?? 0;
    return [
      ...byId.map((value) => ({ kind: "start", value, bornMs })),
      ...byRole.map((value) => ({ kind: "start-role", value, bornMs })),
    ];
  });
  if (asked.length === 0) return sessions.map(() => ({ kind: "none", reason: "" }));
  const starts = await readStarts(
    ctx,
    sql`
      select distinct m.* from unnest(
        ${asked.map(({ kind }) => kind)}::text[], ${asked.map(({ value }) => value)}::text[], ${asked.map(({ bornMs }) => new Date(bornMs))}::timestamptz[]
      ) q (kind, value, born)
      cross join lateral (
        select * from run_mark r
        where r.value = q.value and r.kind = q.kind and r.event_time <= q.born + make_interval(secs => ${SKEW_MS / 1_000}::float8)
          and (q.kind = 'start' or r.event_time >= q.born - make_interval(secs => ${JOB_MS / 1_000}::float8))
        order by r.event_time desc, r.event_id limit ${STARTS_PER_VALUE}
      ) m`,
  );
  return sessions.map(({ use, cameBy }) => startOf(use, cameBy, starts));
}

/** Starts in rows of `run_mark`, oldest first, with who asked and where. */
export async function readStarts(ctx: Context, marks: Sql): Promise<Start[]> {
  const found = await rows(
    ctx.pool,
    Mark,
    sql`
      select m.event_id as id, m.n::int as n, m.event_time as time, m.principal_id as "principalId", m.kind, m.value from (${marks}) m
      order by m.event_time, m.event_id, m.n`,
  );
  const calls = await readCalls(ctx, found);
  return found.flatMap(({ id, time, kind, value }) => {
    const call = calls.get(id);
    if (call === undefined) return [];
    const { eventId, action, key, region, recordedIn, byId, by, byKind } = call;
    return [
      {
        kind,
        value,
        eventId,
        action,
        key,
        region,
        recordedIn,
        timeMs: time.getTime(),
        by: { id: byId, name: by, kind: byKind },
      },
    ];
  });
}

/** The calls of marks, read within the time that they span: the store then looks at no month besides. */
async function readCalls(ctx: Context, marks: readonly Mark[]): Promise<Map<string, z.output<typeof Call>>> {
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const found = await rows(
    ctx.pool,
    Call,
    sql`
      select e.event_id as id, coalesce((select text from event_alias where event_id = e.event_id), e.event_id::text) as "eventId",
        (select name from action where id = e.action_id) as action, (select key from credential where id = e.credential_id) as key,
        i.id as "byId", coalesce(i.name, p.name) as by, coalesce(i.kind, p.kind) as "byKind",
        (select region from region where id = e.region_id) as region, (select account from account where id = e.account_id) as "recordedIn"
      from unnest(${marks.map(({ id }) => id)}::uuid[], ${marks.map(({ principalId }) => principalId)}::int[], ${marks.map(({ time }) => time)}::timestamptz[])
        m (id, principal_id, at)
      cross join lateral (
        select * from event where principal_id = m.principal_id and event_time = m.at and event_id = m.id
          and event_time between ${first.time} and ${last.time} limit 1
      ) e
      join principal p on p.id = e.principal_id
      ${identityOf(sql`e.principal_id`)}
      order by e.event_id`,
  );
  return new Map(found.map((call) => [call.id, call]));
}

import { z } from "zod";
import { SHARED_RUN_KINDS } from "@/lib/cloudtrail/issuance";
import type { Context } from "@/lib/context";
import { HAND_OFF_ACTIONS } from "@/lib/credentials/hand-off";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { OUTCOME } from "@/lib/events/server/filter-sql";
import type { TaskDetail } from "@/lib/tasks/contract";
import { DENIED } from "./denied";
import { ofTask } from "./of-task";
import { credentialIdsOf, type ResolvedTask } from "./resolve-task";

const TOP = 12;
const LISTED = 100;

const Totals = z.object({ errors: z.number(), denials: z.number(), bytes: z.number() });
const Named = z.object({ value: z.string(), label: z.string(), events: z.number(), inAll: z.number() });
const HandOff = z.object({
  eventId: z.string(),
  time: z.date(),
  action: z.string(),
  resource: z.string().nullable(),
  inAll: z.number(),
});
const Run = z.object({
  kind: z.string(),
  value: z.string(),
  events: z.number(),
  first: z.date(),
  last: z.date(),
  inAll: z.number(),
});

/** What was done in a piece of work: where it was refused, what it read that could be used elsewhere, which runs it names. */
export async function readSummary(ctx: Context, task: ResolvedTask): Promise<TaskDetail["summary"]> {
  const top = (value: Sql, label: Sql, from: Sql): Promise<z.output<typeof Named>[]> =>
    rows(
      ctx.pool,
      Named,
      sql`
        select ${value} as value, ${label} as label, count(*)::float8 as events, (count(*) over ())::int as "inAll"
        from (select * from event where ${ofTask(task)}) e ${from}
        group by 1, 2 order by 3 desc, 1 limit ${TOP}`,
    );
  const [totals, accounts, regions, actions, handOffs, runs] = await Promise.all([
    readTotals(ctx, task),
    top(sql`a.account`, sql`coalesce(a.name, a.account)`, sql`join account a on a.id = e.account_id`),
    top(sql`r.region`, sql`r.region`, sql`join region r on r.id = e.region_id`),
    top(sql`ac.source || ':' || ac.name`, sql`ac.name`, sql`join action ac on ac.id = e.action_id`),
    readHandOffs(ctx, task),
    readRuns(ctx, task),
  ]);
  return {
    ...totals,
    accounts: accounts.map(toNamed),
    accountsInAll: accounts[0]?.inAll ?? 0,
    regions: regions.map(toNamed),
    regionsInAll: regions[0]?.inAll ?? 0,
    actions: actions.map(toNamed),
    actionsInAll: actions[0]?.inAll ?? 0,
    handOffs: handOffs.map(({ time, inAll: _inAll, ...one }) => ({ ...one, timeMs: time.getTime() })),
    handOffsInAll: handOffs[0]?.inAll ?? 0,
    runs: runs.map(({ first, last, inAll: _inAll, ...run }) => ({
      ...run,
      firstMs: first.getTime(),
      lastMs: last.getTime(),
    })),
    runsInAll: runs[0]?.inAll ?? 0,
  };
}

function toNamed({ inAll: _inAll, ...named }: z.output<typeof Named>) {
  return named;
}

async function readTotals(ctx: Context, task: ResolvedTask): Promise<z.output<typeof Totals>> {
  const found = await rows(
    ctx.pool,
    Totals,
    sql`
      select coalesce(sum(${OUTCOME}), 0)::float8 as errors, coalesce(sum(bytes), 0)::float8 as bytes,
        (count(*) filter (where ${DENIED}))::float8 as denials
      from (select * from event where ${ofTask(task)}) e left join error_code x on x.id = e.error_id`,
  );
  return found[0] ?? { errors: 0, denials: 0, bytes: 0 };
}

/** Only reads that succeeded hand anything over. */
function readHandOffs(ctx: Context, task: ResolvedTask): Promise<z.output<typeof HandOff>[]> {
  return rows(
    ctx.pool,
    HandOff,
    sql`
      select coalesce(al.text, e.event_id::text) as "eventId", e.event_time as time, ac.name as action, r.key as resource, (count(*) over ())::int as "inAll"
      from (select * from event where ${ofTask(task)}) e
      join action ac on ac.id = e.action_id and ac.source || ':' || ac.name = any(${[...HAND_OFF_ACTIONS]})
      left join resource r on r.id = e.resource_id left join event_alias al on al.event_id = e.event_id
      where ${OUTCOME} = 0 order by e.event_time, e.event_id limit ${LISTED}`,
  );
}

function readRuns(ctx: Context, task: ResolvedTask): Promise<z.output<typeof Run>[]> {
  return rows(
    ctx.pool,
    Run,
    sql`
      select kind, value, count(*)::float8 as events, min(event_time) as first, max(event_time) as last, (count(*) over ())::int as "inAll"
      from run_mark
      where kind = any(${[...SHARED_RUN_KINDS]}) and credential_id = any(${credentialIdsOf(task.branches)}::int[])
        and event_time >= ${new Date(task.piece.fromMs)} and event_time <= ${new Date(task.piece.toMs)}
      group by 1, 2 order by 4, 1, 2 limit ${LISTED}`,
  );
}

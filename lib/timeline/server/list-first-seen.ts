import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, type Sql, sql } from "@/lib/db/sql";
import { readableSpan } from "@/lib/events/server/countable-span";
import type { Span } from "@/lib/events/server/filter-sql";
import { resolveFilter } from "@/lib/events/server/resolve-filter";
import type { FirstSeenAnswer, listFirstSeen as endpoint } from "@/lib/timeline/contract";

type Input = z.output<typeof endpoint.input>;
type Group = FirstSeenAnswer["groups"][number];

const FirstRow = z.object({
  value: z.string(),
  label: z.string(),
  note: z.string().nullable(),
  first: z.date(),
  inAll: z.number(),
});

/** What the identity did, touched or came from in the window for the first time since its events are delivered here. */
export async function listFirstSeen(ctx: Context, input: Input): Promise<FirstSeenAnswer> {
  const span = { from: new Date(input.fromMs), to: new Date(Math.max(input.toMs, input.fromMs + 1)) };
  const clauses = [{ field: "identity" as const, not: false, value: input.identity }];
  const filter = { ...(await resolveFilter(ctx, { from: null, to: null, clauses })), ...span };
  const principals = filter.principals ?? [];
  const readable = await readableSpan(ctx, filter, span);
  const question = { principals, span, readable, limit: input.limit };
  const [history, ...groups] = await Promise.all([
    firstEvent(ctx, principals),
    groupOf(ctx, "action", actionsSql(question)),
    groupOf(ctx, "resource", resourcesSql(question)),
    groupOf(ctx, "ip", addressesSql(question)),
    groupOf(ctx, "region", regionsSql(question)),
    groupOf(ctx, "account", accountsSql(question)),
  ]);
  return { groups, historyFromMs: history, searchedFromMs: readable.from.getTime() };
}

type Question = {
  readonly principals: readonly number[];
  readonly span: Span;
  /** The part of the span whose events can be read one by one. */
  readonly readable: Span;
  readonly limit: number;
};

async function groupOf(ctx: Context, field: Group["field"], query: Sql): Promise<Group> {
  const found = await rows(ctx.pool, FirstRow, query);
  return {
    field,
    items: found.map(({ value, label, note, first }) => ({ value, label, note, firstMs: first.getTime() })),
    inAll: found[0]?.inAll ?? 0,
  };
}

async function firstEvent(ctx: Context, principals: readonly number[]): Promise<number | null> {
  const found = await firstRow(
    ctx.pool,
    z.object({ first: z.date().nullable() }),
    sql`select min(first_at) as first from activity_day where principal_id = any(${principals}::int[])`,
  );
  return found?.first?.getTime() ?? null;
}

/** Values of a column of the rollup by days whose first day of all lies in the span. */
function firstInDays(column: Sql, { principals, span }: Question): Sql {
  return sql`
    select ${column} as id, min(first_at) as first from activity_day
    where principal_id = any(${principals}::int[]) and day < ${span.to} group by 1
    having min(first_at) >= ${span.from} and min(first_at) < ${span.to}`;
}

function actionsSql(question: Question): Sql {
  return sql`
    select ac.source || ':' || ac.name as value, ac.name as label, ac.source as note, min(f.first) as first, (count(*) over ())::int as "inAll"
    from (${firstInDays(sql`action_id`, question)}) f join action ac on ac.id = f.id
    group by ac.source, ac.name order by min(f.first), 1 limit ${question.limit}`;
}

function regionsSql(question: Question): Sql {
  return sql`
    select r.region as value, r.region as label, null::text as note, f.first, (count(*) over ())::int as "inAll"
    from (${firstInDays(sql`region_id`, question)}) f join region r on r.id = f.id order by f.first, 1 limit ${question.limit}`;
}

function accountsSql(question: Question): Sql {
  return sql`
    select a.account as value, a.account as label, a.name as note, f.first, (count(*) over ())::int as "inAll"
    from (${firstInDays(sql`account_id`, question)}) f join account a on a.id = f.id order by f.first, 1 limit ${question.limit}`;
}

/** What the events of the readable part name in a column, each with its first time there. */
function seenInEvents(column: Sql, { principals, readable }: Question): Sql {
  return sql`
    select ${column} as id, min(event_time) as first from event
    where principal_id = any(${principals}::int[]) and event_time >= ${readable.from} and event_time < ${readable.to} and ${column} is not null
    group by 1`;
}

/** Containers count as their rollup does; what belongs to nothing is looked for among the earlier events on it. */
function resourcesSql(question: Question): Sql {
  const { principals, readable, limit } = question;
  return sql`
    with fresh as (
      select s.id, s.first from (${seenInEvents(sql`coalesce(container_id, resource_id)`, question)}) s
      where not exists (select from activity_day d where d.principal_id = any(${principals}::int[]) and d.container_id = s.id and d.first_at < ${readable.from})
        and not exists (select from event e where e.resource_id = s.id and e.event_time < ${readable.from} and e.principal_id = any(${principals}::int[]))
    )
    select r.uid::text as value, r.key as label, nullif(r.type, '') as note, f.first, (count(*) over ())::int as "inAll"
    from fresh f join resource r on r.id = f.id order by f.first, r.key limit ${limit}`;
}

function addressesSql(question: Question): Sql {
  const { principals, readable, limit } = question;
  return sql`
    with fresh as (
      select s.id, s.first from (${seenInEvents(sql`address_id`, question)}) s
      where not exists (select from event e where e.address_id = s.id and e.event_time < ${readable.from} and e.principal_id = any(${principals}::int[]))
    )
    select a.address as value, a.address as label, null::text as note, f.first, (count(*) over ())::int as "inAll"
    from fresh f join address a on a.id = f.id order by f.first, 1 limit ${limit}`;
}

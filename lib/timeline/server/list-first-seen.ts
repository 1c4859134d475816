import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import { readableSpan } from "@/lib/events/server/countable-span";
import { resolveFilter } from "@/lib/events/server/resolve-filter";
import { FIRST_SEEN_FIELDS, type FirstSeenAnswer, type listFirstSeen as endpoint } from "@/lib/timeline/contract";
import { type FirstTime, firstTimesInDays, firstTimesInEvents } from "./first-times";
import { judgeFirstTimes } from "./judge-first-times";

type Input = z.output<typeof endpoint.input>;

/**
 * What the identity did, touched or came from in the window for the first time since its events are delivered here. Addresses and
 * resources that belong to nothing are found by reading events, as many as can be read at once, the latest first; `beforeMs` goes on.
 */
export async function listFirstSeen(ctx: Context, input: Input): Promise<FirstSeenAnswer> {
  const asked = { from: new Date(input.fromMs), to: new Date(Math.max(input.toMs, input.fromMs + 1)) };
  const clauses = [{ field: "identity" as const, not: false, value: input.identity }];
  const filter = { ...(await resolveFilter(ctx, { from: null, to: null, clauses })), ...asked };
  const principals = filter.principals ?? [];
  const isFirst = input.beforeMs === null;
  const rest = { from: asked.from, to: isFirst ? asked.to : new Date(input.beforeMs ?? 0) };
  const [readable, historyFromMs] = await Promise.all([
    readableSpan(ctx, filter, { ...rest, isFirst }),
    firstEvent(ctx, principals),
  ]);
  const { limit } = input;
  const [inEvents, inDays] = await Promise.all([
    firstTimesInEvents(ctx, { principals, span: readable, limit }),
    isFirst ? firstTimesInDays(ctx, { principals, span: asked, limit }) : [],
  ]);
  const judged = await judgeFirstTimes(ctx, { principals, historyFromMs }, [...inDays, ...inEvents]);
  const groups = FIRST_SEEN_FIELDS.map((field) => groupOf(field, judged, limit));
  return { groups, historyFromMs, searchedFromMs: readable.from.getTime() };
}

type Judged = Awaited<ReturnType<typeof judgeFirstTimes>>[number];

/** One field from both readings, which have nothing in common. */
function groupOf(
  field: FirstTime["field"],
  judged: readonly Judged[],
  limit: number,
): FirstSeenAnswer["groups"][number] {
  const own = judged.filter((one) => one.field === field).toSorted((a, b) => a.first.getTime() - b.first.getTime());
  // Every row of one reading says the same count.
  const inAll = [...new Map(own.map((one) => [one.source, one.inAll])).values()].reduce((sum, n) => sum + n, 0);
  const items = own.slice(0, limit).map(({ value, label, note, first, verdict, loggedSinceMs, because }) => ({
    value,
    label,
    note,
    firstMs: first.getTime(),
    verdict,
    loggedSinceMs,
    because,
  }));
  return { field, items, inAll };
}

async function firstEvent(ctx: Context, principals: readonly number[]): Promise<number | null> {
  const found = await firstRow(
    ctx.pool,
    z.object({ first: z.date().nullable() }),
    sql`
      select min(d.first_at) as first from unnest(${principals}::int[]) p (id)
      cross join lateral (
        select min(first_at) as first_at from activity_day
        where principal_id = p.id and day = (select min(day) from activity_day where principal_id = p.id)) d`,
  );
  return found?.first?.getTime() ?? null;
}

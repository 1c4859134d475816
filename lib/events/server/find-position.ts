import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { findPosition as endpoint } from "@/lib/events/contract";
import { storedEventId } from "@/lib/events/event-id";
import { countSpan } from "./count-events";
import { filterSpan } from "./filter-span";
import { eventConditions, eventSource } from "./filter-sql";
import { isCounted } from "./resolved-filter";
import { resolveFilter } from "./resolve-filter";

type Input = z.output<typeof endpoint.input>;
type Output = z.input<typeof endpoint.output>;

/** At which position a list of events has one of them: those before it are counted, not read. */
export async function findPosition(ctx: Context, input: Input): Promise<Output> {
  const filter = await resolveFilter(ctx, input.filter);
  const [span, place] = await Promise.all([filterSpan(ctx, filter), locate(ctx, storedEventId(input.eventId).id)]);
  if (span === null || place === null || !isCounted(filter)) return { rank: null };
  const { time, id } = place;
  if (time < span.from || time >= span.to) return { rank: null };
  const instant = { from: time, to: new Date(time.getTime() + 1) };
  const [earlier, alike, total] = await Promise.all([
    time > span.from ? countSpan(ctx, filter, { from: span.from, to: time }) : 0,
    firstRow(
      ctx.pool,
      z.object({ before: z.number(), has: z.number() }),
      sql`
        select (count(*) filter (where e.event_id < ${id}::uuid))::int as before, (count(*) filter (where e.event_id = ${id}::uuid))::int as has
        from ${eventSource(filter, instant)} where ${eventConditions(filter)}`,
    ),
    input.order === "newest" ? countSpan(ctx, filter, span) : 0,
  ]);
  if (alike === null || alike.has === 0) return { rank: null };
  const rank = earlier + alike.before;
  return { rank: input.order === "newest" ? total - 1 - rank : rank };
}

function locate(ctx: Context, id: string): Promise<{ time: Date; id: string } | null> {
  return firstRow(
    ctx.pool,
    z.object({ time: z.date(), id: z.string() }),
    sql`select event_time as time, event_id as id from event_locator where event_id = ${id}::uuid`,
  );
}

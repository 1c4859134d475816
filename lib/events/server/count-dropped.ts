import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, type Sql, sql } from "@/lib/db/sql";
import { activityConditions, type Span } from "./filter-sql";
import { isCounted, type ResolvedFilter } from "./resolved-filter";

const HOUR_MS = 3_600_000;

/** Hours of a filter whose events were dropped by retention, as `a`: all of a counted filter, an upper bound of any other. */
export function droppedSource(filter: ResolvedFilter, { from, to }: Span): Sql {
  const firstHour = new Date(Math.floor(from.getTime() / HOUR_MS) * HOUR_MS);
  return sql`(
    select a.hour as at, a.events from dropped_hour a
    where a.hour >= ${firstHour} and a.hour < ${to} and ${activityConditions(filter)}) a`;
}

/** How many events of a filter were dropped; not `isExact`: at most so many, since the summaries do not know all that it asks. */
export type DroppedCount = { readonly events: number; readonly isExact: boolean };

/** Counts what of a span, by whole hours, was dropped. */
export async function countDropped(
  ctx: Pick<Context, "pool">,
  filter: ResolvedFilter,
  span: Span,
): Promise<DroppedCount> {
  const found = await firstRow(
    ctx.pool,
    z.object({ events: z.number() }),
    sql`select coalesce(sum(a.events), 0)::float8 as events from ${droppedSource(filter, span)}`,
  );
  return { events: found?.events ?? 0, isExact: isCounted(filter) };
}

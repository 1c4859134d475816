import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { countEvents as endpoint } from "@/lib/events/contract";
import { activitySource } from "./activity-source";
import { filterSpan } from "./filter-span";
import type { Span } from "./filter-sql";
import { isCounted, type ResolvedFilter } from "./resolved-filter";
import { resolveFilter } from "./resolve-filter";

type Input = z.output<typeof endpoint.input>;
type Output = z.input<typeof endpoint.output>;

/** How many events match, exactly: from the rollups where they can tell, else by reading the events of the span. */
export async function countEvents(ctx: Context, { filter }: Input): Promise<Output> {
  const resolved = await resolveFilter(ctx, filter);
  const span = await filterSpan(ctx, resolved);
  const events = span === null ? 0 : await countSpan(ctx, resolved, span);
  return { events, fromRollups: isCounted(resolved) };
}

/** The count of one span. */
export async function countSpan(ctx: Context, filter: ResolvedFilter, span: Span): Promise<number> {
  const found = await firstRow(
    ctx.pool,
    z.object({ events: z.number() }),
    sql`select coalesce(sum(a.events), 0)::float8 as events from ${activitySource(filter, span)}`,
  );
  return found?.events ?? 0;
}

import { noop, type QueryClient } from "@tanstack/react-query";
import type { Context } from "@/lib/context";
import type { EventFilter } from "@/lib/events/event-filter";
import { STRIP_BUCKETS } from "@/lib/timeline/contract";
import { densityQuery } from "@/lib/timeline/query-options";
import { getDensity } from "@/lib/timeline/server/get-density";

/**
 * Counts the events of a page before it is sent: all of them, and those of the selected time. Awaited, so that what the server
 * draws and what the browser begins with are the same; a filter that is refused is left to the browser, which shows why.
 */
export async function prefetchDensities(client: QueryClient, ctx: Context, filter: EventFilter): Promise<void> {
  const whole = { ...filter, from: null, to: null };
  const filters = filter.from === null && filter.to === null ? [whole] : [whole, filter];
  await Promise.all(filters.map((one) => prefetch(client, ctx, one)));
}

async function prefetch(client: QueryClient, ctx: Context, filter: EventFilter): Promise<void> {
  const queryFn = () => getDensity(ctx, { filter, buckets: STRIP_BUCKETS, beforeMs: null, isFirst: true });
  await client.infiniteQuery({ ...densityQuery.of(filter), queryFn }).catch(noop);
}

import type { Context } from "@/lib/context";
import type { EventFilter } from "@/lib/events/event-filter";
import type { EventRecord } from "@/lib/events/export-format";
import { filterSpan } from "./filter-span";
import { readRecords } from "./read-rows";
import { resolveFilter } from "./resolve-filter";
import { walkEvents } from "./walk-events";

const PAGE_ROWS = 500;

/** Matching events one after another, oldest first, at most `limit` of them; read in pages as they are asked for. */
export async function* eachEvent(
  ctx: Context,
  input: { filter: EventFilter; limit: number },
): AsyncGenerator<EventRecord> {
  const filter = await resolveFilter(ctx, input.filter);
  const span = await filterSpan(ctx, filter);
  if (span === null) return;
  let left = input.limit;
  let start = null;
  do {
    const walk = await walkEvents(ctx, { filter, span, direction: 1, start, limit: Math.min(left, PAGE_ROWS) });
    yield* await readRecords(ctx, walk.events);
    left -= walk.events.length;
    start = walk.reached;
  } while (start !== null && left > 0);
}

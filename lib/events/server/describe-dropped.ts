import { formatCount } from "@/lib/base/format-number";
import type { Context } from "@/lib/context";
import type { EventFilter } from "@/lib/events/event-filter";
import { countDropped, type DroppedCount } from "./count-dropped";
import { filterSpan } from "./filter-span";
import { resolveFilter } from "./resolve-filter";

/** What of a filter was dropped by retention; null where nothing was. */
export async function findDropped(ctx: Context, filter: EventFilter): Promise<DroppedCount | null> {
  const resolved = await resolveFilter(ctx, filter);
  const span = await filterSpan(ctx, resolved);
  const dropped = span && (await countDropped(ctx, resolved, span));
  return dropped !== null && dropped.events > 0 ? dropped : null;
}

/** One sentence on what is not in a list because retention dropped it; null where nothing is. */
export async function describeDropped(ctx: Context, filter: EventFilter): Promise<string | null> {
  const dropped = await findDropped(ctx, filter);
  if (dropped === null) return null;
  const events = formatCount(dropped.events);
  return dropped.isExact
    ? `${events} more events matched in hours of this time and were dropped by retention: they are counted, and cannot be listed.`
    : `Up to ${events} events of this time that retention dropped may have matched: they are counted, and cannot be listed.`;
}

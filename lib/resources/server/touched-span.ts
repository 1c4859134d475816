import type { Context } from "@/lib/context";
import type { Span } from "@/lib/events/server/filter-sql";
import { filterSpan } from "@/lib/events/server/filter-span";
import { touchFilter } from "./touch-span";

const FIRST = new Date("2006-01-01T00:00:00Z");
const LAST = new Date("2080-01-01T00:00:00Z");

type Asked = { readonly fromMs: number | null; readonly toMs: number | null; readonly beforeMs?: number | null };

/** The part of a window in which the store has any events; null where it has none. */
export function touchedSpan(
  ctx: Context,
  ids: readonly number[],
  { fromMs, toMs, beforeMs = null }: Asked,
): Promise<Span | null> {
  const end = Math.min(toMs ?? LAST.getTime(), beforeMs ?? LAST.getTime());
  return filterSpan(ctx, touchFilter(ids, { from: fromMs === null ? FIRST : new Date(fromMs), to: new Date(end) }));
}

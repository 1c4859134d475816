import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { listEvents as endpoint } from "@/lib/events/contract";
import { cursorText, type EventPosition, parseCursor } from "@/lib/events/event-cursor";
import { filterSpan } from "./filter-span";
import type { Span } from "./filter-sql";
import { askedPrincipals } from "./next-window";
import { locateRank } from "./locate-rank";
import { nameEvents } from "./name-events";
import { isCounted, type ResolvedFilter } from "./resolved-filter";
import { resolveFilter } from "./resolve-filter";
import { type Direction, walkEvents } from "./walk-events";

type Input = z.output<typeof endpoint.input>;
type Output = z.input<typeof endpoint.output>;

/** One page of matching events in time order. A page costs the same wherever it lies; `next` goes on behind it, or before it. */
export async function listEvents(ctx: Context, input: Input): Promise<Output> {
  const filter = await resolveFilter(ctx, input.filter);
  const forward: Direction = input.order === "oldest" ? 1 : -1;
  if (input.at.kind === "rank") {
    const near = await nearRank(ctx, { filter, direction: forward }, { ...input.at, limit: input.limit });
    if (near !== null) return near;
  }
  const span = await filterSpan(ctx, filter);
  if (span === null) return { rows: [], next: null };
  if (input.at.kind === "rank")
    return pageAtRank(ctx, { filter, span, direction: forward }, { ...input.at, limit: input.limit });
  const backward: Direction = forward === 1 ? -1 : 1;
  const direction = input.at.kind === "after" ? forward : backward;
  const start = readCursor(input.at.cursor);
  const walk = await walkEvents(ctx, { filter, span, direction, start, limit: input.limit });
  const rows = await nameEvents(ctx, walk.events);
  return { rows: direction === forward ? rows : rows.toReversed(), next: walk.reached && cursorText(walk.reached) };
}

type Ordered = { readonly filter: ResolvedFilter; readonly span: Span; readonly direction: Direction };

type RankPage = {
  readonly rank: number;
  readonly within: { readonly fromMs: number; readonly toMs: number } | null;
  readonly limit: number;
};

/** So few events are passed over faster than their hour is looked up. */
const SKIP_MAX = 10_000;

/**
 * A full page out of the stretch that is known to hold its position, and as much again behind it: nothing needs to be asked about the
 * rest. Null where that is not known, or holds fewer events.
 */
async function nearRank(ctx: Context, ordered: Omit<Ordered, "span">, page: RankPage): Promise<Output | null> {
  const { filter, direction } = ordered;
  if (page.within === null || page.rank > SKIP_MAX || askedPrincipals(filter) === null) return null;
  const { fromMs, toMs } = page.within;
  const behindMs = toMs - fromMs;
  const near = direction === 1 ? { fromMs, toMs: toMs + behindMs } : { fromMs: fromMs - behindMs, toMs };
  const span = overlap({ from: filter.from ?? new Date(near.fromMs), to: filter.to ?? new Date(near.toMs) }, near);
  if (span === null) return null;
  const wanted = { limit: page.limit, skip: page.rank };
  const { events, reached } = await walkEvents(ctx, { filter, span, direction, start: null, ...wanted });
  if (events.length < page.limit) return null;
  return { rows: await nameEvents(ctx, events), next: reached && cursorText(reached) };
}

async function pageAtRank(ctx: Context, ordered: Ordered, page: RankPage): Promise<Output> {
  if (!isCounted(ordered.filter)) {
    throw new AppError(
      "invalid-input",
      "Pages by position need a filter that the rollups can count; follow `next` instead.",
    );
  }
  const span = page.within === null ? ordered.span : overlap(ordered.span, page.within);
  if (span !== null && page.rank <= SKIP_MAX && askedPrincipals(ordered.filter) !== null) {
    const start = { timeMs: (ordered.direction === 1 ? span.from : span.to).getTime(), id: null };
    const { events, reached } = await walkEvents(ctx, { ...ordered, start, limit: page.limit, skip: page.rank });
    return { rows: await nameEvents(ctx, events), next: reached && cursorText(reached) };
  }
  const place = span && (await locateRank(ctx, { ...ordered, span, rank: page.rank }));
  if (place === null) return { rows: [], next: null };
  const start = instantStart(place.timeMs, ordered.direction);
  const walk = await walkEvents(ctx, { ...ordered, start, limit: place.skip + page.limit });
  const rows = await nameEvents(ctx, walk.events.slice(place.skip));
  return { rows, next: walk.reached && cursorText(walk.reached) };
}

function overlap(span: Span, within: { readonly fromMs: number; readonly toMs: number }): Span | null {
  const from = new Date(Math.max(span.from.getTime(), within.fromMs));
  const to = new Date(Math.min(span.to.getTime(), within.toMs));
  return to > from ? { from, to } : null;
}

function instantStart(timeMs: number, direction: Direction): EventPosition {
  return { timeMs: direction === 1 ? timeMs : timeMs + 1, id: null };
}

function readCursor(text: string | null): EventPosition | null {
  if (text === null) return null;
  const position = parseCursor(text);
  if (position === null) throw new AppError("invalid-input", `"${text}" is no place in a list of events.`);
  return position;
}

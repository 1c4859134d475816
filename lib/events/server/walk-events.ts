import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
import type { EventPosition } from "@/lib/events/event-cursor";
import { eventConditions, eventSource, type Span } from "./filter-sql";
import { isIndexed, nextWindow, type Window } from "./next-window";
import { isCounted, type ResolvedFilter } from "./resolved-filter";
import { STORED_EVENT_COLUMNS, StoredEvent } from "./stored-event";

/** 1: towards later events; -1: towards earlier ones. */
export type Direction = 1 | -1;

export type Walk = {
  readonly events: StoredEvent[];
  /** Where to go on; null when the span is through. Not always behind the last event: a long search stops after its budget. */
  readonly reached: EventPosition | null;
};

type WalkInput = {
  readonly filter: ResolvedFilter;
  readonly span: Span;
  readonly direction: Direction;
  readonly start: EventPosition | null;
  readonly limit: number;
  /** How many to pass over first; only for filters of which `askedPrincipals` knows the principals. */
  readonly skip?: number;
};

const BUDGET_MS = 1500;
const DAY_MS = 86_400_000;
const GROWTH = 4;
const TARGET_MAX = 50_000;
/** With more principals than this in one window, reading the window costs less than asking for each. */
const PRINCIPALS_MAX = 2000;

/**
 * The next events of a filter in time order, whatever the size of the store: the rollups say in which hours they are, and only
 * those are read. Stops after a budget of time where the rollups cannot say, and tells how far it came.
 */
export async function walkEvents(ctx: Context, input: WalkInput): Promise<Walk> {
  const startedAt = performance.now();
  const events: StoredEvent[] = [];
  let at = input.start;
  let target = input.limit;
  let lookMs = DAY_MS;
  for (;;) {
    ctx.signal.throwIfAborted();
    const window = await nextWindow(ctx, { ...input, start: at, target, lookMs });
    if (window === null) return { events, reached: null };
    const found = await readWindow(ctx, { ...input, start: at, limit: input.limit - events.length }, window);
    events.push(...found);
    const last = found.at(-1);
    if (events.length >= input.limit && last) return { events, reached: { timeMs: last.time.getTime(), id: last.id } };
    at = farEnd(window, input.direction);
    if (isThrough(at, input)) return { events, reached: null };
    if (isIndexed(input.filter)) lookMs *= GROWTH;
    else if (!isCounted(input.filter)) target = Math.min(target * GROWTH, TARGET_MAX);
    if (performance.now() - startedAt > BUDGET_MS) return { events, reached: at };
  }
}

function farEnd(window: Window, direction: Direction): EventPosition {
  return { timeMs: (direction === 1 ? window.to : window.from).getTime(), id: null };
}

function isThrough(at: EventPosition, { span, direction }: WalkInput): boolean {
  return direction === 1 ? at.timeMs >= span.to.getTime() : at.timeMs <= span.from.getTime();
}

function readWindow(ctx: Context, input: WalkInput, window: Window): Promise<StoredEvent[]> {
  const { filter, direction, start, limit, skip = 0 } = input;
  const order = direction === 1 ? sql`e.event_time, e.event_id` : sql`e.event_time desc, e.event_id desc`;
  const matching = sql`${eventConditions(filter)} and ${beyond(start, direction)}`;
  const { principals } = window;
  if (principals === null || principals.length > PRINCIPALS_MAX) {
    return rows(
      ctx.pool,
      StoredEvent,
      sql`select ${STORED_EVENT_COLUMNS} from ${eventSource(filter, window)}
        where ${matching} order by ${order} limit ${limit}`,
    );
  }
  const inWindow = sql`e.event_time >= ${window.from} and e.event_time < ${window.to} and ${matching}`;
  const [only, ...others] = principals;
  if (only !== undefined && others.length === 0) {
    // One index gives them in order: nothing is sorted that is only passed over.
    return rows(
      ctx.pool,
      StoredEvent,
      sql`select ${STORED_EVENT_COLUMNS} from event e where e.principal_id = ${only} and ${inWindow} order by ${order} limit ${limit} offset ${skip}`,
    );
  }
  return rows(
    ctx.pool,
    StoredEvent,
    sql`
      select ${STORED_EVENT_COLUMNS} from unnest(${principals}::int[]) p (id) cross join lateral (
        select e.* from event e
        where e.principal_id = p.id and ${inWindow}
        order by ${order} limit ${limit + skip}) e
      order by ${order} limit ${limit} offset ${skip}`,
  );
}

function beyond(start: EventPosition | null, direction: Direction): Sql {
  if (start === null) return sql`true`;
  const time = new Date(start.timeMs);
  if (start.id === null) return direction === 1 ? sql`e.event_time >= ${time}` : sql`e.event_time < ${time}`;
  return direction === 1
    ? sql`e.event_time >= ${time} and (e.event_time, e.event_id) > (${time}, ${start.id}::uuid)`
    : sql`e.event_time <= ${time} and (e.event_time, e.event_id) < (${time}, ${start.id}::uuid)`;
}

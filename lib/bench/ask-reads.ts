import type { Context } from "@/lib/context";
import { listEvents } from "@/lib/events/server/list-events";
import type { FilterClause } from "@/lib/events/event-filter";
import { STRIP_BUCKETS, TILE_BUCKETS } from "@/lib/timeline/contract";
import type { LaneDimension } from "@/lib/timeline/lane-dimensions";
import { placeOfRank } from "@/lib/timeline/place-of-rank";
import { getDensity } from "@/lib/timeline/server/get-density";
import { listFirstSeen } from "@/lib/timeline/server/list-first-seen";
import { listLanes } from "@/lib/timeline/server/list-lanes";
import { BUSY_IDENTITY } from "./busy-dictionaries";
import { BUSY_DAYS, BUSY_FROM_MS } from "./fill-busy-store";

const DAY_MS = 86_400_000;
const ROWS = 200;
const FIRST_SEEN_LIMIT = 25;
const ASKED_A_ROUND = 40;
const LENGTHS_DAYS = [1, 7, 30, BUSY_DAYS];
const OWN: FilterClause = { field: "identity", not: false, value: BUSY_IDENTITY };
const clause = (field: FilterClause["field"], value: string, not = false): FilterClause => ({ field, not, value });
const COUNTED: readonly (readonly FilterClause[])[] = [
  [],
  [clause("source", "s3.amazonaws.com")],
  [clause("action", "s3.amazonaws.com:GetObject")],
  [clause("outcome", "error")],
  [clause("account", "111122220001")],
  [clause("region", "us-east-1", true)],
  [clause("category", "data"), clause("outcome", "ok")],
];
const OTHERS: readonly (readonly FilterClause[])[] = [
  [clause("ip", "10.0.0.1")],
  [clause("ip", "10.0.0.0/24", true)],
  [clause("error", "AccessDenied")],
  [clause("agent", "pipeline-2")],
  [clause("readonly", "no")],
  [clause("resource", "arn:aws:s3:::bucket-3")],
];
const UNCOUNTED_LANES: readonly LaneDimension[] = ["resource", "network"];

/** A window of rows that was asked for: when it begins, and what it holds. */
type AskedWindow = { readonly time: string; readonly eventIds: readonly string[] };

/** Milliseconds that each kind of question took, and which windows of 200 rows were asked for. */
export type ReadTimes = {
  readonly density: readonly number[];
  /** The same where the first answer was a rough one, and is done again. */
  readonly refined: readonly number[];
  readonly window: readonly number[];
  readonly firstSeen: readonly number[];
  readonly otherDensity: readonly number[];
  readonly otherLanes: readonly number[];
  readonly windows: readonly AskedWindow[];
};

/** Asks a busy store what a timeline asks, in this process and with the verbs that the routes serve; the first of each kind is not counted. */
export async function askReads(ctx: Context, rounds: number): Promise<ReadTimes> {
  const times = rounds * ASKED_A_ROUND;
  const windows: AskedWindow[] = [];
  const ever = { fromMs: null, toMs: null };
  const whole = await getDensity(ctx, { ...densityInput([OWN], ever), isFirst: false });
  const density = await timed(times, (n) => getDensity(ctx, densityInput([OWN, ...pick(COUNTED, n)], stretch(n))));
  const refined = await timed(times, (n) =>
    getDensity(ctx, { ...densityInput([OWN, ...pick(COUNTED, n)], ever), isFirst: false }),
  );
  const window = await timed(times, async (n) => {
    const place = placeOfRank(whole, Math.floor(part(n) * (whole.total - ROWS)), "oldest");
    if (place === null) throw new Error("The store has fewer events than it should.");
    const at = { kind: "rank" as const, ...place };
    const filter = { from: null, to: null, clauses: [OWN] };
    const { rows } = await listEvents(ctx, { filter, order: "oldest", at, limit: ROWS });
    if (rows.length !== ROWS) throw new Error(`A window has ${rows.length} rows.`);
    windows.push({
      time: new Date(rows[0]?.timeMs ?? 0).toISOString(),
      eventIds: rows.map(({ eventId }) => eventId),
    });
  });
  const firstSeen = await timed(times, (n) => {
    const { fromMs, toMs } = stretch(n);
    return listFirstSeen(ctx, { identity: BUSY_IDENTITY, fromMs, toMs, limit: FIRST_SEEN_LIMIT });
  });
  const otherDensity = await timed(times, (n) => getDensity(ctx, densityInput([OWN, ...pick(OTHERS, n)], ever)));
  const otherLanes = await timed(times, (n) => {
    const { fromMs, toMs } = stretch(n);
    const by = [UNCOUNTED_LANES[n % UNCOUNTED_LANES.length] ?? "network"];
    const filter = { from: null, to: null, clauses: [OWN] };
    return listLanes(ctx, { filter, fromMs, toMs, by, buckets: TILE_BUCKETS, lanes: 40, isFirst: true });
  });
  return { density, refined, window, firstSeen, otherDensity, otherLanes, windows };
}

async function timed(times: number, ask: (n: number) => Promise<unknown>): Promise<number[]> {
  await ask(0);
  const all: number[] = [];
  for (let n = 1; n <= times; n += 1) {
    const startedMs = performance.now();
    await ask(n);
    all.push(performance.now() - startedMs);
  }
  return all;
}

/** The n-th part of a sequence that covers 0 to 1 evenly. */
function part(n: number): number {
  return (n * 0.618_033_988_75) % 1;
}

function pick<T>(all: readonly (readonly T[])[], n: number): readonly T[] {
  return all[n % all.length] ?? [];
}

/** A day, a week, a month or all of it, by turns, anywhere. */
function stretch(n: number): { readonly fromMs: number; readonly toMs: number } {
  const days = LENGTHS_DAYS[n % LENGTHS_DAYS.length] ?? 1;
  const fromMs = BUSY_FROM_MS + Math.floor(part(n) * (BUSY_DAYS - days) * DAY_MS);
  return { fromMs, toMs: fromMs + days * DAY_MS };
}

type Ends = { readonly fromMs: number | null; readonly toMs: number | null };

function densityInput(clauses: readonly FilterClause[], { fromMs, toMs }: Ends) {
  const text = (timeMs: number | null): string | null => (timeMs === null ? null : new Date(timeMs).toISOString());
  const filter = { from: text(fromMs), to: text(toMs), clauses: [...clauses] };
  return { filter, buckets: STRIP_BUCKETS, beforeMs: null, isFirst: true };
}

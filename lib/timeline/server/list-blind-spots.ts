import { z } from "zod";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";
import { FAMILIES, findFamily } from "@/lib/cloudtrail/catalogue/families";
import { CATEGORIES } from "@/lib/cloudtrail/normalised-event";
import type { Context } from "@/lib/context";
import type { CoverageLane } from "@/lib/coverage/contract";
import { foldObserved } from "@/lib/coverage/fold-observed";
import { listCoverageLanes } from "@/lib/coverage/server/list-coverage-lanes";
import { rows, sql } from "@/lib/db/sql";
import { readableSpan } from "@/lib/events/server/countable-span";
import { filterSpan } from "@/lib/events/server/filter-span";
import { resolveFilter } from "@/lib/events/server/resolve-filter";
import type { BlindSpots, listBlindSpots as endpoint } from "@/lib/timeline/contract";
import { badness, type CoverageSpan, foldCoverage } from "@/lib/timeline/fold-coverage";
import { findSeenInDark, spanKey } from "./find-seen-in-dark";
import { actionTable, laneKeySql, listActions } from "./lane-keys";
import { laneRows, laneSourceOf } from "./lane-source";

type Input = z.output<typeof endpoint.input>;
type Cell = { readonly account: string; readonly region: string; readonly family: string };
type Window = { readonly fromMs: number; readonly toMs: number };

const DAY_MS = 86_400_000;
const DATA = CATEGORIES.indexOf("data");
const EVER: Window = { fromMs: Date.UTC(2006, 0, 1), toMs: Date.UTC(2080, 0, 1) };
/** What the evaluator is asked in one go. */
const CELLS_MAX = 200;

/** Where events of an identity could not be seen: behind its lanes, and in what it may have done without leaving any. */
export async function listBlindSpots(ctx: Context, input: Input): Promise<BlindSpots> {
  const window = { fromMs: input.fromMs, toMs: Math.max(input.toMs, input.fromMs + 1) };
  const { seen, unplaced, unjudged } = await readSeen(ctx, input, window);
  const ever = await readSeen(ctx, { ...input, by: ["family"] }, EVER);
  const unseen = unseenCells(ever.seen, seen);
  const wanted = distinct([...seen, ...unseen]);
  const asked = wanted.slice(0, CELLS_MAX);
  const { lanes } = await listCoverageLanes(ctx, { ...window, cells: asked, knownAtMs: undefined });
  const spansOf = new Map(lanes.map((lane) => [cellKey(lane), lane]));
  const evaluated = seen.filter((one) => spansOf.has(cellKey(one)));
  const seenInDark = await findSeenInDark(ctx, input, lanes);
  const behind = new Map<string, CoverageSpan[][]>();
  for (const one of evaluated) {
    const spans = withSeen(spansOf.get(cellKey(one)), seenInDark);
    behind.set(one.key, [...(behind.get(one.key) ?? []), spans]);
  }
  const leftOut = seen.filter((one) => !spansOf.has(cellKey(one))).map(({ key }) => key);
  for (const [keys, because] of [
    [new Set(leftOut), LEFT_OUT],
    [unplaced, UNPLACED],
    [[...unjudged].filter((key) => !behind.has(key) && !unplaced.has(key)), UNJUDGED],
  ] as const)
    for (const key of keys) behind.set(key, [...(behind.get(key) ?? []), [{ ...window, state: "unknown", because }]]);
  const complete = await readCompleteUntil(ctx);
  const laneSpans = [...behind].map(([key, lists]) => ({
    key,
    completeUntilMs: earliest(
      evaluated.filter((one) => one.key === key).map(({ account, region }) => complete.get(`${account} ${region}`)),
    ),
    families: titlesOf(evaluated.filter((one) => one.key === key)),
    spans: foldCoverage(lists),
  }));
  const families = unseenFamilies(unseen, spansOf);
  const all = lanes.flatMap(({ spans }) => spans.map(({ result }) => result));
  return {
    lanes: laneSpans,
    unseen: families,
    worst: foldCoverage(laneSpans.map(({ spans }) => spans)),
    hasConfiguration: all.some(({ decidedBy, state }) => decidedBy.length > 0 || state === "not-logged"),
    cells: { evaluated: asked.length, inAll: wanted.length },
  };
}

/** Until when everything of an account and Region is here, by the source that is furthest. */
async function readCompleteUntil(ctx: Context): Promise<ReadonlyMap<string, number>> {
  const found = await rows(
    ctx.pool,
    z.object({ place: z.string(), until: z.date() }),
    sql`select account || ' ' || region as place, max(until_at) as until from watermark group by account, region`,
  );
  return new Map(found.map(({ place, until }) => [place, until.getTime()]));
}

function earliest(times: readonly (number | undefined)[]): number | null {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}

const SeenRow = z.object({
  k0: z.string(),
  k1: z.string(),
  account: z.string(),
  region: z.string(),
  actionId: z.number(),
});

/** A lane, and an account, Region and family in which its events lie. */
type SeenCell = Cell & { readonly key: string; readonly source: string };

/** What is not judged is not logged either. */
const LEFT_OUT = "Not looked at: there are more accounts, Regions and kinds of calls here than are judged at once.";
const UNJUDGED = "Insights and aggregated records are switched on by themselves: whether they were is not judged here.";
const UNPLACED =
  "Some of these data events belong to no kind of call that is known here, so nothing says how they are logged.";

type Seen = {
  readonly seen: readonly SeenCell[];
  /** Keys of lanes with data events of no known family. */
  readonly unplaced: ReadonlySet<string>;
  /** Keys of lanes with records that no selector of calls switches on. */
  readonly unjudged: ReadonlySet<string>;
};

async function readSeen(ctx: Context, input: Input, window: Window): Promise<Seen> {
  const asked = { from: new Date(window.fromMs), to: new Date(window.toMs) };
  const filter = { ...(await resolveFilter(ctx, input.filter)), ...asked };
  const span = await filterSpan(ctx, filter);
  if (span === null) return { seen: [], unplaced: new Set(), unjudged: new Set() };
  const { by } = input;
  const actions = await listActions(ctx, filter);
  const source = laneSourceOf(filter, by, DAY_MS);
  const read = source === "events" ? await readableSpan(ctx, filter, span) : span;
  const found = await rows(
    ctx.pool,
    SeenRow,
    sql`
      select ${laneKeySql(by[0], 0)} as k0, ${laneKeySql(by[1], 1)} as k1, ac.account, r.region, a.action_id as "actionId"
      from ${laneRows(filter, read, source)} join ${actionTable(actions, by)} on m.action_id = a.action_id
      join account ac on ac.id = a.account_id join region r on r.id = a.region_id
      group by 1, 2, 3, 4, 5`,
  );
  const known = new Map(actions.map((action) => [action.id, action]));
  const [unplaced, unjudged] = [new Set<string>(), new Set<string>()];
  const seen = found.flatMap(({ account, region, actionId, k0, k1 }) => {
    const action = known.get(actionId);
    const family = action && familiesOf(action).at(-1);
    const key = by.length === 1 ? k0 : `${k0}/${k1}`;
    if (family === undefined) (action?.category === DATA ? unplaced : unjudged).add(key);
    return action === undefined || family === undefined ? [] : { account, region, key, family, source: action.source };
  });
  return { seen, unplaced, unjudged };
}

/**
 * What the identity may have done in the window without leaving an event: what it did there at any other time, and the followed
 * families of the services that it ever called there.
 */
function unseenCells(ever: readonly SeenCell[], seen: readonly SeenCell[]): Cell[] {
  const done = new Set(seen.map(cellKey));
  const places = new Map<string, { account: string; region: string; sources: Set<string>; families: Set<string> }>();
  for (const { account, region, source, family } of ever) {
    const place = places.get(`${account} ${region}`) ?? { account, region, sources: new Set(), families: new Set() };
    place.sources.add(source);
    if (findFamily(family)?.eventClass.category === "Data") place.families.add(family);
    places.set(`${account} ${region}`, place);
  }
  return [...places.values()].flatMap(({ account, region, sources, families }) => {
    const followed = FOLLOWED.filter(({ eventClass }) => eventClass.sources.some((source) => sources.has(source)));
    return [...new Set([...families, ...followed.map(({ id }) => id)])]
      .map((family) => ({ account, region, family }))
      .filter((cell) => !done.has(cellKey(cell)));
  });
}

const FOLLOWED = FAMILIES.filter(({ isFollowed, eventClass }) => isFollowed && eventClass.category === "Data");

function unseenFamilies(unseen: readonly Cell[], spansOf: ReadonlyMap<string, CoverageLane>): BlindSpots["unseen"] {
  const byFamily = new Map<string, Cell[]>();
  for (const cell of unseen)
    if (spansOf.has(cellKey(cell))) byFamily.set(cell.family, [...(byFamily.get(cell.family) ?? []), cell]);
  const found = [...byFamily].flatMap(([family, cells]) => {
    const known = findFamily(family);
    const spans = foldCoverage(cells.map((cell) => plainSpans(spansOf.get(cellKey(cell)))));
    if (known === null || spans.every(({ state }) => state === "logged" || state === "not-applicable")) return [];
    const { title, group, neverContains } = known;
    return {
      family,
      title,
      group,
      neverContains,
      places: cells.map(({ account, region }) => ({ account, region })),
      spans,
    };
  });
  const worst = (spans: readonly CoverageSpan[]): number => Math.min(...spans.map(({ state }) => badness(state)));
  return found.toSorted((a, b) => worst(a.spans) - worst(b.spans) || a.title.localeCompare(b.title));
}

function titlesOf(cells: readonly Cell[]): string[] {
  return [...new Set(cells.map(({ family }) => findFamily(family)?.title ?? family))].toSorted();
}

function plainSpans(lane: CoverageLane | undefined): CoverageSpan[] {
  return (lane?.spans ?? []).map(({ fromMs, toMs, result: { state, because } }) => ({ fromMs, toMs, state, because }));
}

/** Events where the configuration says that there can be none raise a span to partial, and never higher. */
function withSeen(lane: CoverageLane | undefined, seenInDark: ReadonlySet<string>): CoverageSpan[] {
  return (lane?.spans ?? []).map(({ fromMs, toMs, result }) => {
    const isSeen = lane !== undefined && seenInDark.has(spanKey(lane, fromMs));
    const { state, because } = isSeen ? foldObserved(result, { events: 1, explained: false }).result : result;
    return { fromMs, toMs, state, because };
  });
}

function distinct(cells: readonly Cell[]): Cell[] {
  const byKey = new Map(
    cells.map(({ account, region, family }) => [cellKey({ account, region, family }), { account, region, family }]),
  );
  return [...byKey.values()];
}

function cellKey({ account, region, family }: Cell): string {
  return `${account} ${region} ${family}`;
}

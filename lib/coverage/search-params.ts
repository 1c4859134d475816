import type { Route } from "next";
import {
  createLoader,
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { VERBS } from "./answers/verb";
import { COVERAGE_STATES } from "./coverage";
import { FAMILY_SETS, HEATMAP_ORDERS, HEATMAP_ROWS, type HeatmapFilter, QUADRANTS } from "./heatmap-filter";

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;

/** An absolute time, written as ISO text in UTC; anything else in the address counts as none. */
const parseAsMoment = createParser<number>({
  parse: (text) => (ISO.test(text) && Number.isFinite(Date.parse(text)) ? Date.parse(text) : null),
  serialize: (ms) => new Date(ms).toISOString().replace(/\.000Z$/, "Z"),
});

export type CellRef = { readonly account: string; readonly region: string; readonly family: string };

/** `account/Region/family`: what a cell is called in an address. */
const parseAsCell = createParser<CellRef>({
  parse: (text) => {
    const [, account, region, family] = /^([^/]+)\/([^/]+)\/(.+)$/.exec(text) ?? [];
    return account && region && family ? { account, region, family } : null;
  },
  serialize: ({ account, region, family }) => `${account}/${region}/${family}`,
  eq: (a, b) => a.account === b.account && a.region === b.region && a.family === b.family,
});

/** What is seen of the heatmap: the address of the page holds all of it. */
export const coverageParams = {
  /** Null: the last moment of which files are here. */
  at: parseAsMoment,
  /** As it was known then; null: with all that is known now. */
  known: parseAsMoment,
  families: parseAsStringLiteral(FAMILY_SETS).withDefault("followed"),
  account: parseAsArrayOf(parseAsString).withDefault([]),
  region: parseAsArrayOf(parseAsString).withDefault([]),
  group: parseAsArrayOf(parseAsString).withDefault([]),
  used: parseAsBoolean.withDefault(false),
  sort: parseAsStringLiteral(HEATMAP_ORDERS).withDefault("risk"),
  by: parseAsStringLiteral(HEATMAP_ROWS).withDefault("account"),
  open: parseAsArrayOf(parseAsString).withDefault([]),
  fold: parseAsArrayOf(parseAsString).withDefault([]),
  state: parseAsStringLiteral(COVERAGE_STATES),
  seen: parseAsStringLiteral(QUADRANTS),
  cell: parseAsCell,
};

export const loadCoverageParams = createLoader(coverageParams);

type CoverageParams = Awaited<ReturnType<typeof loadCoverageParams>>;

/** The filter that an address asks for. */
export function toHeatmapFilter(params: CoverageParams): HeatmapFilter {
  const { families, account, region, group, used, sort, by, open, fold, state, seen } = params;
  return {
    families,
    accounts: account,
    regions: region,
    groups: group,
    used,
    sort,
    by,
    open,
    fold,
    state,
    quadrant: seen,
  };
}

const serialise = createSerializer(coverageParams);

/** The address of the heatmap at a moment, with a cell open. */
export function coverageHref(shown: { readonly at?: number | null; readonly cell?: CellRef | null }): Route {
  return routeOf(serialise("/coverage", { at: shown.at ?? null, cell: shown.cell ?? null }));
}

export const simulatorParams = {
  /** An eventID whose record is judged; null: what is pasted. */
  event: parseAsString,
};

const serialiseSimulator = createSerializer(simulatorParams);

/** The address of the simulator, with the record of an event in it. */
export function simulatorHref(eventId: string | null): Route {
  return routeOf(serialiseSimulator("/coverage/simulate", { event: eventId }));
}

/** A question, whole in the address; it is asked once a resource and both times are there. */
export const answerParams = {
  /** Empty: anybody. */
  identity: parseAsString.withDefault(""),
  did: parseAsStringLiteral(VERBS).withDefault("any"),
  resource: parseAsString.withDefault(""),
  from: parseAsMoment,
  to: parseAsMoment,
};

/** The families to switch on in one place. */
export const fixParams = {
  account: parseAsString.withDefault(""),
  region: parseAsString.withDefault(""),
  family: parseAsArrayOf(parseAsString).withDefault([]),
};

const serialiseFix = createSerializer(fixParams);

/** The address of the plan that switches a cell on. */
export function fixHref({ account, region, family }: CellRef): Route {
  return routeOf(serialiseFix("/coverage/fix", { account, region, family: [family] }));
}

/** Addresses made here are those of pages that exist: the one place that says so to the type of routes. */
function routeOf(path: string): Route {
  return path as Route;
}

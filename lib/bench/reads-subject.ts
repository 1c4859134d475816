import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import { type DuckdbReads, measureDuckdbReads, measureReads, type ReadsMeasured } from "./measure-reads";
import { type Spread, spreadOf } from "./spread";
import type { BenchSubject } from "./subject";

const SMALLER = 20;

/** Each question of a timeline: its limits in milliseconds and against the small store, where it has any. */
const QUESTIONS = {
  density: { what: "density strip, first picture", p95Max: 60 },
  window: { what: "200 rows anywhere", p95Max: 25 },
  firstSeen: { what: "first seen", p95Max: 100 },
  otherDensity: { what: "density by other filters, first picture", p95Max: 150 },
  otherLanes: { what: "lanes by other fields, first picture", p95Max: 150 },
  refined: { what: "density strip of all time, refined", p95Max: null },
} as const;
type Question = keyof typeof QUESTIONS;
const ASKED = [
  "density",
  "window",
  "firstSeen",
  "otherDensity",
  "otherLanes",
  "refined",
] as const satisfies readonly Question[];
const RATIO_MAX = 1.5;
const DUCKDB_RATIO_MIN = 5;

/** What a timeline asks of an identity with a twentieth of the events, in a store that has nothing else and in one of 20 times as many. */
export const readsSubject: BenchSubject = {
  defaults: { events: 20_000_000, rounds: 5 },
  run: async ({ events, rounds, say }) => {
    const folder = await mkdtemp(join(tmpdir(), "wakeline-bench-"));
    const ofIdentity = Math.max(1, Math.round(events / SMALLER));
    try {
      const exportTo = join(folder, "exported");
      await mkdir(exportTo);
      say(`a store of ${formatCount(ofIdentity)} events`);
      const small = await measureReads(join(folder, "small"), {
        events: ofIdentity,
        ofIdentity,
        rounds,
        exportTo: null,
      });
      say(`a store of ${formatCount(events)} events`);
      const large = await measureReads(join(folder, "large"), { events, ofIdentity, rounds, exportTo });
      say("the same windows with DuckDB");
      const duckdb = await measureDuckdbReads(exportTo, join(folder, "duckdb"));
      const figures = { small: spreads(small), large: spreads(large), duckdb: duckdb && duckdbSpreads(duckdb) };
      return { figures, lines: report(figures, { small, large, ofIdentity }) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Spreads = Readonly<Record<Question, Spread>>;
type Figures = {
  readonly small: Spreads;
  readonly large: Spreads;
  readonly duckdb: { readonly window: Spread; readonly density: Spread } | null;
};

function spreads(measured: ReadsMeasured): Spreads {
  const { density, window, firstSeen, otherDensity, otherLanes, refined } = measured;
  return {
    density: spreadOf(density),
    window: spreadOf(window),
    firstSeen: spreadOf(firstSeen),
    otherDensity: spreadOf(otherDensity),
    otherLanes: spreadOf(otherLanes),
    refined: spreadOf(refined),
  };
}

function duckdbSpreads({ windowMs, densityMs }: DuckdbReads) {
  return { window: spreadOf(windowMs), density: spreadOf(densityMs) };
}

type Stores = { readonly small: ReadsMeasured; readonly large: ReadsMeasured; readonly ofIdentity: number };

function report({ small, large, duckdb }: Figures, stores: Stores): string[] {
  const ms = (time: number): string => `${time.toFixed(1)} ms`;
  const lines = ASKED.map((question) => {
    const { what, p95Max } = QUESTIONS[question];
    const [one, many] = [small[question], large[question]];
    const ratio = many.p50 / one.p50;
    const limits = p95Max === null ? "" : ` (at most ${p95Max} ms and ${RATIO_MAX} times)`;
    return `${what}: 95% within ${ms(many.p95)}, half within ${ms(many.p50)}; in the small store ${ms(one.p95)} and ${ms(one.p50)}: ${ratio.toFixed(2)} times as long${limits}`;
  });
  return [
    `an identity of ${formatCount(stores.ofIdentity)} events in stores of ${formatCount(stores.small.events)} (${formatBytes(stores.small.bytes)}) and ${formatCount(stores.large.events)} events (${formatBytes(stores.large.bytes)})`,
    ...lines,
    duckdb === null
      ? "DuckDB could not be installed here and was not measured"
      : `the same windows of 200 rows with DuckDB over Parquet: 95% within ${ms(duckdb.window.p95)}, half within ${ms(duckdb.window.p50)}, ` +
        `${(duckdb.window.p50 / large.window.p50).toFixed(1)} times as long (at least ${DUCKDB_RATIO_MIN}); its density ${ms(duckdb.density.p50)}, ` +
        `${(duckdb.density.p50 / large.density.p50).toFixed(1)} times as long`,
  ];
}

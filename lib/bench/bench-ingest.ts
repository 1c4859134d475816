import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { type BenchSummary, writeBench } from "@/lib/demo/write-bench";
import { type DuckdbMeasured, type DuckdbTypes, measureDuckdb } from "./measure-duckdb";
import { measureCores } from "./measure-cores";
import { type FloorMeasured, type Measured, measureFloor } from "./measure-floor";
import { type IngestMeasured, measureIngest } from "./measure-ingest";
import { type LoadPathsMeasured, measureLoadPaths } from "./measure-load-paths";

const SEED = 1;

export type IngestBench = {
  readonly input: BenchSummary;
  /** Events a second, best of the rounds, as the rest of the machine only ever makes a round slower. */
  readonly floor: number;
  /** The floor's work on all cores at once. */
  readonly cores: number;
  readonly ingest: number;
  /** DuckDB, where it could be installed: it detects the types of the fields itself, or is told them all. */
  readonly duckdb: Readonly<Record<DuckdbTypes, number>> | null;
  readonly duckdbThreads: number | null;
  readonly ofFloor: number;
  readonly ofDuckdb: Readonly<Record<DuckdbTypes, number>> | null;
  /** Processor time per record, over all threads and processes. */
  readonly cpuMicroseconds: { readonly floor: number; readonly loader: number; readonly database: number | null };
  readonly best: IngestMeasured;
  /** COPY into the tables themselves, against a staging table. */
  readonly loadPaths: LoadPathsMeasured;
};

/**
 * Loads the same generated files by turns: one thread that only decompresses and parses, DuckDB, and the whole path into an
 * empty embedded PostgreSQL. Side by side in one run, because rates of different runs do not compare.
 */
export async function benchIngest(events: number, rounds: number, say: (line: string) => void): Promise<IngestBench> {
  const folder = await mkdtemp(join(tmpdir(), "wakeline-bench-"));
  try {
    say(`writing ${events} events to ${folder}`);
    const files = join(folder, "logs");
    const input = await writeBench({ seed: SEED, events, outDir: files });
    const floors: FloorMeasured[] = [];
    const cores: Measured[] = [];
    const ducks: Ducks[] = [];
    const ours: IngestMeasured[] = [];
    const paths: LoadPathsMeasured[] = [];
    for (let round = 1; round <= rounds; round++) {
      floors.push(measureFloor(files));
      cores.push(await measureCores(files));
      const home = join(folder, `store-${round}`);
      ours.push(await measureIngest(files, home));
      if (round === rounds) paths.push(await measureLoadPaths(home));
      await removeEmbedded(home);
      const detected = await measureDuckdb(files, join(folder, "duckdb"), "detected");
      const declared = await measureDuckdb(files, join(folder, "duckdb"), "declared");
      if (detected && declared) ducks.push({ detected, declared });
      say(
        `round ${round} of ${rounds}: floor ${last(floors)}/s, whole path ${last(ours.map(asMeasured))}/s, ` +
          `DuckDB ${ducks.length === 0 ? "not installed" : `${last(ducks.map((one) => one.detected))}/s, with types declared ${last(ducks.map((one) => one.declared))}/s`}`,
      );
    }
    return summarise(input, { floors, cores, ducks, ours, paths });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Ducks = Readonly<Record<DuckdbTypes, DuckdbMeasured>>;
type Rounds = {
  readonly floors: readonly FloorMeasured[];
  readonly cores: readonly Measured[];
  readonly ducks: readonly Ducks[];
  readonly ours: readonly IngestMeasured[];
  readonly paths: readonly LoadPathsMeasured[];
};

const rateOf = ({ events, seconds }: Measured): number => events / seconds;
const best = (all: readonly Measured[]): number => Math.max(...all.map(rateOf));
const last = (all: readonly Measured[]): number => Math.round(all.slice(-1).map(rateOf)[0] ?? 0);
const asMeasured = ({ records, seconds }: IngestMeasured): Measured => ({ events: records, seconds });

function summarise(input: BenchSummary, { floors, cores, ducks, ours, paths }: Rounds): IngestBench {
  const rates = ours.map(asMeasured).map(rateOf);
  const ingest = Math.max(...rates);
  const fastest = ours[rates.indexOf(ingest)];
  const [loadPaths] = paths;
  if (!fastest || !loadPaths) throw new Error("no round was measured");
  const floor = best(floors);
  const duckdb =
    ducks.length === 0
      ? null
      : { detected: best(ducks.map((one) => one.detected)), declared: best(ducks.map((one) => one.declared)) };
  return {
    input,
    floor,
    cores: best(cores),
    ingest,
    duckdb,
    duckdbThreads: ducks[0]?.detected.threads ?? null,
    ofFloor: ingest / floor,
    ofDuckdb: duckdb && { detected: ingest / duckdb.detected, declared: ingest / duckdb.declared },
    cpuMicroseconds: {
      floor: Math.min(...floors.map(({ cpuSeconds, events }) => (cpuSeconds / events) * 1e6)),
      loader: (fastest.loaderCpuSeconds / fastest.records) * 1e6,
      database: fastest.serverCpuSeconds === null ? null : (fastest.serverCpuSeconds / fastest.records) * 1e6,
    },
    best: fastest,
    loadPaths,
  };
}

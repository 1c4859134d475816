import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { type BenchSummary, writeBench } from "@/lib/demo/write-bench";
import { measureDuckdb } from "./measure-duckdb";
import { measureFloor } from "./measure-floor";
import { type IngestMeasured, measureIngest } from "./measure-ingest";

const SEED = 1;

export type IngestBench = {
  readonly input: BenchSummary;
  /** Events a second, best of the rounds, as the rest of the machine only ever makes a round slower. */
  readonly floor: number;
  readonly ingest: number;
  readonly duckdb: number | null;
  readonly ofFloor: number;
  readonly ofDuckdb: number | null;
  readonly best: IngestMeasured;
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
    const floors: number[] = [];
    const ducks: number[] = [];
    const ours: IngestMeasured[] = [];
    for (let round = 1; round <= rounds; round++) {
      const floor = measureFloor(files);
      floors.push(floor.events / floor.seconds);
      const home = join(folder, `store-${round}`);
      const measured = await measureIngest(files, home);
      await removeEmbedded(home);
      ours.push(measured);
      const duck = await measureDuckdb(files, join(folder, "duckdb"));
      if (duck) ducks.push(duck.events / duck.seconds);
      say(
        `round ${round} of ${rounds}: floor ${rate(floors)}/s, whole path ${Math.round(measured.records / measured.seconds)}/s, DuckDB ${rate(ducks)}/s`,
      );
    }
    return summarise(input, { floors, ducks, ours });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rate(rates: readonly number[]): string {
  return rates.length === 0 ? "not installed, so –" : String(Math.round(rates.at(-1) ?? 0));
}

type Rounds = {
  readonly floors: readonly number[];
  readonly ducks: readonly number[];
  readonly ours: readonly IngestMeasured[];
};

function summarise(input: BenchSummary, { floors, ducks, ours }: Rounds): IngestBench {
  const rates = ours.map(({ records, seconds }) => records / seconds);
  const ingest = Math.max(...rates);
  const best = ours[rates.indexOf(ingest)];
  if (!best) throw new Error("no round was measured");
  const floor = Math.max(...floors);
  const duckdb = ducks.length === 0 ? null : Math.max(...ducks);
  return {
    input,
    floor,
    ingest,
    duckdb,
    ofFloor: ingest / floor,
    ofDuckdb: duckdb === null ? null : ingest / duckdb,
    best,
  };
}

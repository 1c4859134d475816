import { formatBytes, formatCount } from "@/lib/base/format-number";
import { benchIngest, type IngestBench } from "./bench-ingest";
import type { BenchSubject } from "./subject";

/** How fast log files reach the store, against one thread that only parses them, and DuckDB. */
export const ingestSubject: BenchSubject = {
  defaults: { events: 200_000, rounds: 3 },
  run: async ({ events, rounds, say }) => {
    const figures = await benchIngest(events, rounds, say);
    return { figures, lines: report(figures) };
  },
};

function report({ input, floor, ingest, duckdb, ofFloor, ofDuckdb, best }: IngestBench): string[] {
  const steps = Object.entries(best.timings).sort(([, a], [, b]) => b - a);
  return [
    `${formatCount(input.records)} records in ${formatCount(input.files)} files, ${Math.round(input.bytesPerRecord)} B of JSON each: ` +
      `${input.credentialsPerEvent.toFixed(3)} distinct credentials and ${input.resourcesPerEvent.toFixed(3)} distinct resources per event, ` +
      `${(input.duplicateShare * 100).toFixed(1)}% duplicates; fsync and synchronous_commit on`,
    `floor (one thread, gunzip + JSON.parse): ${formatCount(Math.round(floor))} events/s`,
    `whole path into PostgreSQL:              ${formatCount(Math.round(ingest))} events/s = ${ofFloor.toFixed(2)} of the floor`,
    duckdb === null || ofDuckdb === null
      ? "DuckDB could not be installed here and was not measured"
      : `DuckDB read_json + flatten:              ${formatCount(Math.round(duckdb))} events/s; the whole path is ${ofDuckdb.toFixed(2)} times as fast`,
    `peak memory of the loader ${formatBytes(best.peakBytes)}; ${Math.round(best.bytesPerEvent)} B per event in the database`,
    `waiting for the database, all loaders: ${steps.map(([step, ms]) => `${step} ${(ms / 1000).toFixed(1)} s`).join(", ")}`,
  ];
}

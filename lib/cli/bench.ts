import { parseArgs } from "node:util";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import { benchIngest, type IngestBench } from "@/lib/bench/bench-ingest";
import { type Io, UsageError } from "./io";

/** `wakeline bench`: measures this machine with generated data, away from the store. */
export async function benchCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { events: { type: "string", default: "200000" }, rounds: { type: "string", default: "3" } },
  });
  if (positionals.length !== 1 || positionals[0] !== "ingest") throw new UsageError('Say what to measure: "ingest".');
  const bench = await benchIngest(
    wholeNumber("--events", values.events),
    wholeNumber("--rounds", values.rounds),
    io.stderr,
  );
  if (io.json) io.stdout(JSON.stringify(bench));
  else for (const line of report(bench)) io.stdout(line);
  return 0;
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`${name} takes a whole number above 0, not "${text}".`);
  return Number(text);
}

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

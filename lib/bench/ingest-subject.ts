import { availableParallelism } from "node:os";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import { benchIngest, type IngestBench } from "./bench-ingest";
import type { DuckdbTypes } from "./measure-duckdb";
import type { LoadPathsMeasured } from "./measure-load-paths";
import type { BenchSubject } from "./subject";

/** How fast log files reach the store, against one thread that only parses them, and DuckDB. */
export const ingestSubject: BenchSubject = {
  defaults: { events: 200_000, rounds: 3 },
  run: async ({ events, rounds, say }) => {
    const figures = await benchIngest(events, rounds, say);
    return { figures, lines: report(figures) };
  },
};

function report(bench: IngestBench): string[] {
  const { input, floor, ingest, ofFloor, best, cpuMicroseconds: cpu } = bench;
  const steps = Object.entries(best.timings).sort(([, a], [, b]) => b - a);
  const database = cpu.database === null ? "" : `, ${cpu.database.toFixed(1)} µs in PostgreSQL`;
  return [
    `${formatCount(input.records)} records in ${formatCount(input.files)} files, ${Math.round(input.bytesPerRecord)} B of JSON each: ` +
      `${input.credentialsPerEvent.toFixed(3)} distinct credentials and ${input.resourcesPerEvent.toFixed(3)} distinct resources per event, ` +
      `${(input.duplicateShare * 100).toFixed(1)}% duplicates; fsync and synchronous_commit on; ${availableParallelism()} cores`,
    `floor (one thread, gunzip + JSON.parse): ${formatCount(Math.round(floor))} records/s`,
    `the same on all cores at once:          ${formatCount(Math.round(bench.cores))} records/s = ${(bench.cores / floor).toFixed(2)} of the floor`,
    `whole path into PostgreSQL:              ${formatCount(Math.round(ingest))} records/s = ${ofFloor.toFixed(2)} of the floor`,
    ...duckdbLines(bench),
    `peak memory of the loader ${formatBytes(best.peakBytes)}; ${Math.round(best.bytesPerEvent)} B per event in the database`,
    `processor time per record: floor ${cpu.floor.toFixed(1)} µs; whole path ${cpu.loader.toFixed(1)} µs in the loaders${database}`,
    loadPathsLine(bench.loadPaths),
    ...goalLines(bench),
    `waiting for the database, all loaders: ${steps.map(([step, ms]) => `${step} ${(ms / 1000).toFixed(1)} s`).join(", ")}`,
  ];
}

function loadPathsLine({ records, overlap, direct, staged }: LoadPathsMeasured): string {
  const micros = (seconds: number): string => `${((seconds / records) * 1e6).toFixed(1)} µs`;
  const less = (a: number, b: number): string => `${Math.round((1 - a / b) * 100)}% less`;
  const cpuOf = ({ ownSeconds, serverSeconds }: typeof direct): number => ownSeconds + serverSeconds;
  return (
    `the same events in batches that overlap by ${Math.round(overlap * 100)}%, per record: COPY into the tables themselves ${micros(direct.seconds)} ` +
    `(${micros(cpuOf(direct))} of processor time), through a staging table ${micros(staged.seconds)} (${micros(cpuOf(staged))}): ` +
    `straight takes ${less(direct.seconds, staged.seconds)} time, ${less(cpuOf(direct), cpuOf(staged))} processor time, ` +
    `in PostgreSQL alone ${less(direct.serverSeconds, staged.serverSeconds)}`
  );
}

const GOALS = { floor: 0.6, duckdb: 1.3 };

/** What each goal leaves for a record, on all cores, beside what cannot be left out. */
function goalLines({ floor, duckdb, loadPaths, cpuMicroseconds: cpu }: IngestBench): string[] {
  const taking = ((loadPaths.direct.ownSeconds + loadPaths.direct.serverSeconds) / loadPaths.records) * 1e6;
  const spent = cpu.loader + (cpu.database ?? 0);
  const line = (goal: string, rate: number): string =>
    `${goal} is ${formatCount(Math.round(rate))} records/s: ${((availableParallelism() * 1e6) / rate).toFixed(1)} µs of processor time for a record, of which ` +
    `gunzip and JSON.parse take ${cpu.floor.toFixed(1)} µs and ready events by COPY ${taking.toFixed(1)} µs; the whole path takes ${spent.toFixed(1)} µs`;
  return [
    line(`${GOALS.floor} of the floor`, GOALS.floor * floor),
    ...(duckdb === null ? [] : [line(`${GOALS.duckdb} times DuckDB`, GOALS.duckdb * duckdb.detected)]),
  ];
}

function duckdbLines({ duckdb, ofDuckdb, duckdbThreads }: IngestBench): string[] {
  if (duckdb === null || ofDuckdb === null) return ["DuckDB could not be installed here and was not measured"];
  const line = (what: string, types: DuckdbTypes): string =>
    `${what}: ${formatCount(Math.round(duckdb[types]))} records/s; the whole path is ${ofDuckdb[types].toFixed(2)} times as fast`;
  return [
    line(`DuckDB read_json + flatten into a table of a database file, ${duckdbThreads} threads`, "detected"),
    line("the same with the fields and their types declared by hand, all others dropped", "declared"),
  ];
}

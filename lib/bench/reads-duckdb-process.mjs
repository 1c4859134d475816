// Runs in a process of its own, with @duckdb/node-api found from the folder that it was installed into.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [installedIn, folder] = process.argv.slice(2);
const require = createRequire(`${installedIn}/package.json`);
const { DuckDBInstance } = await import(pathToFileURL(require.resolve("@duckdb/node-api")).href);

const parquet = join(folder, "event.parquet");
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run("set TimeZone = 'UTC'");
// In order of time, so that the statistics of its parts tell which of them a window needs.
await connection.run(
  `copy (select * from read_csv('${join(folder, "event.csv")}', header = true, types = {'event_time': 'TIMESTAMPTZ', 'event_id': 'UUID'})) to '${parquet}' (format parquet, compression zstd)`,
);
const windows = JSON.parse(readFileSync(join(folder, "windows.json"), "utf8"));
const windowMs = [];
const densityMs = [];
for (const { time, eventIds } of windows) {
  const startedMs = performance.now();
  const reader = await connection.runAndReadAll(
    `select * from '${parquet}' where principal_id = 1 and event_time >= '${time}' and (event_time > '${time}' or event_id >= '${eventIds[0]}')
     order by event_time, event_id limit ${eventIds.length}`,
  );
  windowMs.push(performance.now() - startedMs);
  const found = reader.getRowObjectsJson().map(({ event_id: id }) => id);
  if (JSON.stringify(found) !== JSON.stringify(eventIds)) throw new Error(`DuckDB has other events from ${time} on.`);
}
for (let n = 0; n < windows.length; n += 1) {
  const startedMs = performance.now();
  await connection.runAndReadAll(
    `select time_bucket(interval '6 hours', event_time) as at, (flags & 64) <> 0 as failed, count(*) from '${parquet}' where principal_id = 1 group by 1, 2`,
  );
  densityMs.push(performance.now() - startedMs);
}
const threads = await connection.runAndReadAll("select current_setting('threads')::int");
process.stdout.write(JSON.stringify({ windowMs, densityMs, threads: threads.getRows()[0][0] }));

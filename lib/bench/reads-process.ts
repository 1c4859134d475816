import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { to as copyTo } from "pg-copy-streams";
import type { Context } from "@/lib/context";
import { openStore } from "@/lib/db/store";
import { askReads } from "./ask-reads";
import { fillBusyStore } from "./fill-busy-store";

/** Fills a store of its own and asks it; leaves its events as CSV, and the windows that were asked for, in a folder where one is given. */
const [events = "0", ofIdentity = "0", rounds = "1", exportTo = ""] = process.argv.slice(2);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const store = await openStore({ applicationName: "wakeline bench" });
const ctx: Context = {
  db: store.db,
  pool: store.pool,
  actor: { kind: "cli", name: "bench" },
  now: () => new Date(),
  signal: new AbortController().signal,
};
await fillBusyStore(store.pool, { events: Number(events), ofIdentity: Number(ofIdentity), say });
say("asking");
const { windows, ...times } = await askReads(ctx, Number(rounds));
if (exportTo !== "") {
  say("exporting the events for DuckDB");
  const client = await store.pool.connect();
  try {
    const copy = client.query(copyTo("copy (select * from event order by event_time) to stdout (format csv, header)"));
    await pipeline(copy, createWriteStream(join(exportTo, "event.csv")));
  } finally {
    client.release();
  }
  await writeFile(join(exportTo, "windows.json"), JSON.stringify(windows));
}
const { rows } = await store.pool.query<{ bytes: number; stored: number }>(
  "select pg_database_size(current_database())::float8 as bytes, (select sum(stored)::float8 from log_file) as stored",
);
process.stdout.write(`${JSON.stringify({ ...times, bytes: rows[0]?.bytes ?? 0, events: rows[0]?.stored ?? 0 })}\n`);
await store.close();

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { z } from "zod";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { environmentFor } from "@/lib/env";
import { installDuckdb } from "./measure-duckdb";

const run = promisify(execFile);
const Times = z.array(z.number());

const Reads = z.object({
  density: Times,
  refined: Times,
  window: Times,
  firstSeen: Times,
  otherDensity: Times,
  otherLanes: Times,
  bytes: z.number(),
  events: z.number(),
});
export type ReadsMeasured = z.output<typeof Reads>;

const DuckdbReads = z.object({ windowMs: Times, densityMs: Times, threads: z.number() });
export type DuckdbReads = z.output<typeof DuckdbReads>;

type StoreWanted = {
  readonly events: number;
  readonly ofIdentity: number;
  readonly rounds: number;
  /** Where the events go as CSV for others; null: nowhere. */
  readonly exportTo: string | null;
};

/** Fills a store and asks it, in a process of its own; its progress goes to standard error. The store is gone afterwards. */
export async function measureReads(home: string, wanted: StoreWanted): Promise<ReadsMeasured> {
  const { events, ofIdentity, rounds, exportTo } = wanted;
  const script = join(import.meta.dirname, "reads-process.ts");
  const args = [String(events), String(ofIdentity), String(rounds), exportTo ?? ""];
  try {
    const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", script, ...args], {
      cwd: join(import.meta.dirname, "../.."),
      env: environmentFor({ WAKELINE_HOME: home, DATABASE_URL: undefined }),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [answer] = await Promise.all([text(child.stdout), once(child, "exit")]);
    if (child.exitCode !== 0) throw new Error("The store could not be filled and asked; what it said is above.");
    return Reads.parse(JSON.parse(answer.trim().split("\n").at(-1) ?? ""));
  } finally {
    await removeEmbedded(home);
    await rm(home, { recursive: true, force: true });
  }
}

/** Has DuckDB answer the same windows over one Parquet file of the exported events. Null where it cannot be installed here. */
export async function measureDuckdbReads(exported: string, installInto: string): Promise<DuckdbReads | null> {
  if (!(await installDuckdb(installInto))) return null;
  const script = join(import.meta.dirname, "reads-duckdb-process.mjs");
  const { stdout } = await run(process.execPath, [script, installInto, exported], { maxBuffer: 1 << 24 });
  return DuckdbReads.parse(JSON.parse(stdout));
}

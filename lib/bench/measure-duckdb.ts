import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { Measured } from "./measure-floor";

const run = promisify(execFile);
const DUCKDB = "@duckdb/node-api@1.5.6-r.1";
const Answer = z.object({ events: z.number(), seconds: z.number(), threads: z.number() });
/** Whether DuckDB finds out the types of the fields, or is told them all. */
export type DuckdbTypes = "detected" | "declared";
export type DuckdbMeasured = Measured & { readonly threads: number };

/**
 * Has DuckDB read the same log files with `read_json` and flatten them into a table on disk. It is installed into `home` for
 * the benchmark only. Null where it cannot be installed here.
 */
export async function measureDuckdb(folder: string, home: string, types: DuckdbTypes): Promise<DuckdbMeasured | null> {
  if (!(await installDuckdb(home))) return null;
  const script = join(import.meta.dirname, "duckdb-process.mjs");
  const database = join(home, `bench-${process.pid}-${performance.now()}.duckdb`);
  const { stdout } = await run(process.execPath, [script, home, join(folder, "*.json.gz"), database, types], {
    maxBuffer: 1 << 24,
  });
  return Answer.parse(JSON.parse(stdout));
}

/** Installs DuckDB into a folder, for a benchmark only; false where that is not possible here. */
export async function installDuckdb(home: string): Promise<boolean> {
  if (existsSync(join(home, "node_modules", "@duckdb"))) return true;
  await mkdir(home, { recursive: true });
  await writeFile(join(home, "package.json"), '{ "private": true }');
  try {
    await run("npm", ["install", "--no-audit", "--no-fund", "--prefix", home, DUCKDB], { cwd: home });
    return true;
  } catch {
    return false;
  }
}

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { environmentFor } from "@/lib/env";

const run = promisify(execFile);

/** Processor time of the process that sends, and of PostgreSQL. */
const Spent = z.object({ seconds: z.number(), ownSeconds: z.number(), serverSeconds: z.number() });
const Answer = z.object({ records: z.number(), overlap: z.number(), direct: Spent, staged: Spent });
export type LoadPathsMeasured = z.output<typeof Answer>;

/**
 * Loads the events of a store once more, in batches that overlap, into tables with the same indexes: straight, and by way of a staging
 * table, batch by batch in turn.
 */
export async function measureLoadPaths(home: string): Promise<LoadPathsMeasured> {
  const script = join(import.meta.dirname, "load-paths-process.ts");
  const { stdout } = await run(process.execPath, ["--conditions=react-server", "--import", "tsx", script], {
    cwd: join(import.meta.dirname, "../.."),
    env: environmentFor({ WAKELINE_HOME: home, DATABASE_URL: undefined }),
    maxBuffer: 1 << 24,
  });
  return Answer.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

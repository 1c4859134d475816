import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { environmentFor } from "@/lib/env";

const run = promisify(execFile);

const Answer = z.object({
  records: z.number(),
  stored: z.number(),
  duplicates: z.number(),
  seconds: z.number(),
  loaderCpuSeconds: z.number(),
  serverCpuSeconds: z.number().nullable(),
  peakBytes: z.number(),
  timings: z.record(z.string(), z.number()),
  bytesPerEvent: z.number(),
});
export type IngestMeasured = z.output<typeof Answer>;

/** The whole path in a process of its own: files into an embedded PostgreSQL of its own, with evidence, dedupe and rollups. */
export async function measureIngest(folder: string, home: string): Promise<IngestMeasured> {
  const script = join(import.meta.dirname, "ingest-process.ts");
  const { stdout } = await run(process.execPath, ["--conditions=react-server", "--import", "tsx", script, folder], {
    cwd: join(import.meta.dirname, "../.."),
    env: environmentFor({ WAKELINE_HOME: home, DATABASE_URL: undefined }),
    maxBuffer: 1 << 24,
  });
  return Answer.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

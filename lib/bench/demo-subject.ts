import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import { environmentFor } from "@/lib/env";
import type { BenchSubject } from "./subject";

const Run = z.object({
  events: z.number(),
  records: z.number(),
  files: z.number(),
  bytes: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakBytes: z.number(),
  floorCpuSeconds: z.number(),
});
type DemoRun = z.output<typeof Run>;

/** Small ones are measured too: what a start and a file cost weighs most there. */
const SMALLER = [50_000, 300_000] as const;

/** How fast the demo organisation is written to disk, and with how much memory, small and as large as is asked for. */
export const demoSubject: BenchSubject = {
  defaults: { events: 1_000_000, rounds: 1 },
  run: async ({ events, rounds, say }) => {
    const runs: DemoRun[] = [];
    const sizes = [...SMALLER.filter((smaller) => smaller < events), events];
    for (let round = 1; round <= rounds; round++)
      for (const size of sizes)
        runs.push(
          await inFolder(size, (line) => say(`round ${round} of ${rounds}, ${formatCount(size)} events: ${line}`)),
        );
    return { figures: runs, lines: runs.flatMap(report) };
  },
};

async function inFolder(events: number, say: (line: string) => void): Promise<DemoRun> {
  const folder = await mkdtemp(join(tmpdir(), "wakeline-bench-"));
  try {
    return await measureDemo(events, folder, say);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureDemo(events: number, folder: string, say: (line: string) => void): Promise<DemoRun> {
  const script = join(import.meta.dirname, "demo-process.ts");
  const args = ["--conditions=react-server", "--import", "tsx", script, String(events), folder];
  const child = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, "../.."),
    env: environmentFor({}),
    stdio: ["ignore", "pipe", "pipe"],
  });
  createInterface({ input: child.stderr }).on("line", say);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (code !== 0) throw new Error(`The generator ended with code ${String(code)}.`);
  return Run.parse(JSON.parse(output));
}

function report(run: DemoRun): string[] {
  const perSecond = (seconds: number) => `${formatCount(Math.round(run.events / seconds))} events/s`;
  return [
    `${formatCount(run.events)} events, ${formatCount(run.records)} records in ${formatCount(run.files)} files, ${formatBytes(run.bytes)}`,
    `written at ${perSecond(run.seconds)} by the clock, ${perSecond(run.cpuSeconds)} of processor time`,
    `floor (gzip and write the same log files): ${perSecond(run.floorCpuSeconds)} of processor time; ` +
      `the generator takes ${(run.cpuSeconds / run.floorCpuSeconds).toFixed(2)} times as long`,
    `peak memory ${formatBytes(run.peakBytes)}`,
  ];
}

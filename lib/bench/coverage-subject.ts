import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { formatCount } from "@/lib/base/format-number";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { environmentFor } from "@/lib/env";
import type { BenchSubject } from "./subject";

const run = promisify(execFile);
const Spread = z.object({ p50: z.number(), max: z.number(), cpuP50: z.number() });
const Run = z.object({
  changes: z.number(),
  cells: z.number(),
  /** The first answer after a start, which reads and compiles all facts. */
  firstMs: z.number(),
  grid: Spread,
  lanes: Spread,
});
type CoverageRun = z.output<typeof Run>;

const FEW = 100;

/** How long the grid of all cells takes at any moment, and twelve lanes over thirty days: with few changes of configuration and with many (`events`). */
export const coverageSubject: BenchSubject = {
  defaults: { events: 10_000, rounds: 3 },
  run: async ({ events, rounds, say }) => {
    const few = await measured(FEW, rounds, say);
    const many = await measured(events, rounds, say);
    const ratio = many.grid.p50 / few.grid.p50;
    const cpuRatio = many.grid.cpuP50 / few.grid.cpuP50;
    return {
      figures: { few, many, ratio, cpuRatio },
      lines: [
        line(few),
        line(many),
        `with ${formatCount(events)} changes a grid takes ${ratio.toFixed(2)} times as long, and ${cpuRatio.toFixed(2)} times the processor time`,
      ],
    };
  },
};

async function measured(changes: number, rounds: number, say: (line: string) => void): Promise<CoverageRun> {
  const home = await mkdtemp(join(tmpdir(), "wakeline-bench-"));
  try {
    say(`making ${formatCount(changes)} changes, then asking`);
    const script = join(import.meta.dirname, "coverage-process.ts");
    const { stdout } = await run(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", script, String(changes), String(rounds)],
      {
        cwd: join(import.meta.dirname, "../.."),
        env: environmentFor({ WAKELINE_HOME: home, DATABASE_URL: undefined }),
        maxBuffer: 1 << 24,
      },
    );
    return Run.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
  } finally {
    await removeEmbedded(home);
    await rm(home, { recursive: true, force: true });
  }
}

function line({ changes, cells, firstMs, grid, lanes }: CoverageRun): string {
  const ms = (time: number): string => `${time.toFixed(1)} ms`;
  return `${formatCount(changes)} changes: ${formatCount(cells)} cells in ${ms(grid.p50)} (${ms(grid.cpuP50)} of processor time, at most ${ms(grid.max)}, the first ${ms(firstMs)}), lanes in ${ms(lanes.p50)} (${ms(lanes.cpuP50)} of processor time, at most ${ms(lanes.max)})`;
}

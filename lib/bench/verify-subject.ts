import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { environmentFor } from "@/lib/env";
import type { BenchSubject } from "./subject";

const run = promisify(execFile);

const Taken = z.object({ seconds: z.number(), cpuSeconds: z.number(), serverCpuSeconds: z.number().nullable() });
type Taken = z.output<typeof Taken>;

const Answer = z.object({
  files: z.number(),
  digests: z.number(),
  textBytes: z.number(),
  verified: z.number(),
  floors: z.array(Taken),
  verifications: z.array(Taken),
});

/**
 * How fast kept log files are verified against their digests, against one thread that only decompresses and hashes the same files. Both
 * sides use one thread of this process; the verification also has PostgreSQL at work beside it, whose processor time is told apart.
 */
export const verifySubject: BenchSubject = {
  defaults: { events: 200_000, rounds: 3 },
  run: async ({ events, rounds, say }) => {
    const folder = await mkdtemp(join(tmpdir(), "wakeline-bench-"));
    const home = join(folder, "store");
    try {
      say("writing, signing and loading 10,000 log files");
      const script = join(import.meta.dirname, "verify-process.ts");
      const words = ["--conditions=react-server", "--import", "tsx", script, folder, String(events), String(rounds)];
      const { stdout } = await run(process.execPath, words, {
        cwd: join(import.meta.dirname, "../.."),
        env: environmentFor({ WAKELINE_HOME: home, DATABASE_URL: undefined }),
        maxBuffer: 1 << 24,
      });
      const answer = Answer.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
      const [floor, verify] = [best(answer.floors), best(answer.verifications)];
      const figures = {
        ...answer,
        ofFloor: floor.seconds / verify.seconds,
        ofFloorCpu: floor.cpuSeconds / verify.cpuSeconds,
      };
      return { figures, lines: report(answer, { floor, verify }) };
    } finally {
      await removeEmbedded(home);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** The least of each, of all rounds. */
function best(rounds: readonly Taken[]): Taken {
  const least = (of: (taken: Taken) => number): number => Math.min(...rounds.map(of));
  const isTold = rounds.every(({ serverCpuSeconds }) => serverCpuSeconds !== null);
  return {
    seconds: least(({ seconds }) => seconds),
    cpuSeconds: least(({ cpuSeconds }) => cpuSeconds),
    serverCpuSeconds: isTold ? least(({ serverCpuSeconds }) => serverCpuSeconds ?? 0) : null,
  };
}

function report(
  { files, digests, textBytes, verified }: z.output<typeof Answer>,
  { floor, verify }: { readonly floor: Taken; readonly verify: Taken },
): string[] {
  const seconds = (n: number): string => `${n.toFixed(2)} s`;
  const ratio = (part: number, whole: number): string => `${(part / whole).toFixed(2)} of the floor's speed`;
  const { serverCpuSeconds: server } = verify;
  return [
    `${formatCount(files)} log files (${formatBytes(textBytes)} decompressed) named by ${formatCount(digests)} digests; ${formatCount(verified)} verified`,
    `floor (one thread, read + gunzip + SHA-256): ${seconds(floor.seconds)}; processor time ${seconds(floor.cpuSeconds)}`,
    `whole verification out of PostgreSQL:        ${seconds(verify.seconds)} = ${ratio(floor.seconds, verify.seconds)}`,
    `  processor time of the process:             ${seconds(verify.cpuSeconds)} = ${ratio(floor.cpuSeconds, verify.cpuSeconds)}`,
    ...(server === null ? [] : [`  processor time of PostgreSQL beside it:    ${seconds(server)}`]),
  ];
}

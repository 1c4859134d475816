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

const Answer = z.object({
  files: z.number(),
  digests: z.number(),
  textBytes: z.number(),
  verified: z.number(),
  floorSeconds: z.array(z.number()),
  verifySeconds: z.array(z.number()),
});

/** How fast kept log files are verified against their digests, against one thread that only decompresses and hashes the same files. */
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
      const [floor, verify] = [Math.min(...answer.floorSeconds), Math.min(...answer.verifySeconds)];
      const figures = { ...answer, ofFloor: floor / verify };
      return { figures, lines: report(answer, { floor, verify }) };
    } finally {
      await removeEmbedded(home);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function report(
  { files, digests, textBytes, verified }: z.output<typeof Answer>,
  { floor, verify }: { readonly floor: number; readonly verify: number },
): string[] {
  return [
    `${formatCount(files)} log files (${formatBytes(textBytes)} decompressed) named by ${formatCount(digests)} digests; ${formatCount(verified)} verified`,
    `floor (one thread, read + gunzip + SHA-256): ${floor.toFixed(2)} s`,
    `whole verification out of PostgreSQL:        ${verify.toFixed(2)} s = ${(floor / verify).toFixed(2)} of the floor's speed`,
  ];
}

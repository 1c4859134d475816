import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { environmentFor } from "@/lib/env";

const run = promisify(execFile);

const Answer = z.object({
  events: z.number(),
  credentials: z.number(),
  links: z.number(),
  chainMs: z.array(z.number()),
  taskEvents: z.number(),
  taskMs: z.array(z.number()),
});
export type ChainsMeasured = z.output<typeof Answer>;

/** Loads files into a store of its own, then asks for chains and for one task, each as its page does, in a process of its own. */
export async function measureChains(
  files: string,
  home: string,
  ask: { readonly task: string; readonly rounds: number },
): Promise<ChainsMeasured> {
  const script = join(import.meta.dirname, "chains-process.ts");
  const { stdout } = await run(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", script, files, String(ask.rounds), ask.task],
    {
      cwd: join(import.meta.dirname, "../.."),
      env: environmentFor({ WAKELINE_HOME: home, DATABASE_URL: undefined }),
      maxBuffer: 1 << 24,
    },
  );
  return Answer.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

import { join } from "node:path";
import { bundledCommand } from "./bundle.mjs";
import { fail } from "./fail.mjs";
import { handOver } from "./hand-over.mjs";
import { prepare } from "./prepare.mjs";
import { root } from "./root.mjs";

/** Words that start what goes on until it is stopped; all others are commands. */
const PROCESSES = { up: "bin/up.ts", web: "bin/web.ts", worker: "lib/jobs/worker.ts" };

/** Runs the words of a command line in a process that understands our TypeScript: a process or a command. */
export async function run(words) {
  try {
    prepare();
  } catch (error) {
    fail(error);
  }
  const own = Object.hasOwn(PROCESSES, words[0] ?? "") ? PROCESSES[words[0]] : undefined;
  if (own) process.exitCode = await handOver(join(root, own), words.slice(1));
  else process.exitCode = await handOver((await bundledCommand()) ?? join(root, "bin", "command.ts"), words);
}

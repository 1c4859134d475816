import { join } from "node:path";
import { bundledCommand } from "./bundle.mjs";
import { fail } from "./fail.mjs";
import { handOver } from "./hand-over.mjs";
import { prepare } from "./prepare.mjs";
import { root } from "./root.mjs";

/** Runs the words of a command line in a process that understands our TypeScript: `up` or a command. */
export async function run(words) {
  try {
    prepare();
  } catch (error) {
    fail(error);
  }
  const isUp = words[0] === "up";
  if (isUp) process.exitCode = await handOver(join(root, "bin", "up.ts"), words.slice(1));
  else process.exitCode = await handOver((await bundledCommand()) ?? join(root, "bin", "command.ts"), words);
}

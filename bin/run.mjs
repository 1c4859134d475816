import { join } from "node:path";
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
  const script = join(root, "bin", isUp ? "up.ts" : "command.ts");
  process.exitCode = await handOver(script, isUp ? words.slice(1) : words);
}

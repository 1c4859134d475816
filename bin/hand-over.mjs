import { spawn } from "node:child_process";
import { constants } from "node:os";
import { childEnvironment } from "./child-environment.mjs";
import { root } from "./root.mjs";
import { javascriptArgs, typescriptArgs } from "./typescript-args.mjs";

/**
 * Runs a script of ours with our terminal and gives its exit code. Signals pass through. The channel between both
 * tells the child when we were killed, so that it does not stay behind.
 */
export function handOver(script, words) {
  const child = spawn(
    process.execPath,
    [...(script.endsWith(".ts") ? typescriptArgs() : javascriptArgs()), script, ...words],
    {
      cwd: root,
      env: childEnvironment(),
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    },
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches both of us; a `kill` only the one that it names.
      if (signal === "SIGINT" && process.stdin.isTTY) return;
      child.kill(signal);
    });
  }
  endWithParent(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** A killed npm leaves us to the system; what we started then ends as if it had been asked to. */
function endWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 1000);
  watch.unref();
}

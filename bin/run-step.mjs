import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { childEnvironment } from "./child-environment.mjs";
import { root } from "./root.mjs";

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Runs one tool of node_modules in the project's folder, with this Node or another; says how long it took, and whether it was content. */
export function runStep(name, [file, ...args], { environment = {}, node = process.execPath } = {}) {
  const began = performance.now();
  console.log(`\n── ${name}`);
  const result = spawnSync(node, [join(root, "node_modules", file), ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...childEnvironment(), ...environment },
  });
  const ok = result.status === 0;
  console.log(`── ${name}: ${ok ? "ok" : "FAILED"} (${seconds(performance.now() - began)})`);
  return ok;
}

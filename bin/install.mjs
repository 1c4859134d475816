import { spawnSync } from "node:child_process";
import { ClearError } from "./clear-error.mjs";
import { root } from "./root.mjs";

const ARGS = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];

/** `npm ci`, its progress on stderr: stdout belongs to the command that the user asked for. */
export function installDependencies() {
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ["ignore", 2, 2] };
  const result = npm
    ? spawnSync(process.execPath, [npm, ...ARGS], options)
    : spawnSync("npm", ARGS, { ...options, shell: process.platform === "win32" });
  if (result.status === 0) return;
  const why = result.error ? result.error.message : `npm ended with ${result.status ?? result.signal}`;
  throw new ClearError(
    `The dependencies could not be installed in ${root} (${why}; its messages are above). Check the network and the rights of the folder, then run "npm ci".`,
  );
}

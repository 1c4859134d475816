import { join, resolve } from "node:path";
import { root } from "./root.mjs";

/** Where the user stands: npm moves to the project's folder first, and says from where. */
export const userFolder = process.env.INIT_CWD ?? process.cwd();

/** The environment of everything that we start: paths are absolute, and nobody phones home. */
export function childEnvironment() {
  return {
    ...process.env,
    INIT_CWD: userFolder,
    WAKELINE_HOME: process.env.WAKELINE_HOME ? resolve(userFolder, process.env.WAKELINE_HOME) : join(root, ".wakeline"),
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
  };
}

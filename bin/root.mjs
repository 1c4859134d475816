import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project, wherever the command was called from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Held while something is installed, generated or built in it. */
export const prepareLock = join(root, ".wakeline", "prepare.lock");

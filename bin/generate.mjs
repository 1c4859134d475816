import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ClearError } from "./clear-error.mjs";
import { root } from "./root.mjs";

/**
 * Writes the Prisma client without network: `generate` insists on a schema engine that it never runs, so that any
 * program does (Node itself, which exists on every platform).
 */
export function generateClient() {
  const prisma = join(root, "node_modules", "prisma", "build", "index.js");
  const result = spawnSync(process.execPath, [prisma, "generate"], {
    cwd: root,
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      NO_UPDATE_NOTIFIER: "1",
    },
    encoding: "utf8",
  });
  if (result.status !== 0)
    throw new ClearError(`The database client could not be generated:\n${result.stdout}${result.stderr}`);
}

if (process.argv[1] === import.meta.filename) generateClient();

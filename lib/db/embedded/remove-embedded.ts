import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { embeddedPaths } from "./embedded-paths";
import { waitForKeeperEnd } from "./wait-for-keeper-end";

/** Deletes the embedded database of `home` with everything in it, once its last user has left. For temporary homes. */
export async function removeEmbedded(home: string): Promise<void> {
  const paths = embeddedPaths(home);
  await waitForKeeperEnd(home, Number.POSITIVE_INFINITY);
  if (existsSync(paths.location)) {
    const data = readFileSync(paths.location, "utf8").trim();
    rmSync(dirname(data), { recursive: true, force: true });
  }
  rmSync(home, { recursive: true, force: true });
}

import { setTimeout as sleep } from "node:timers/promises";
import { embeddedPaths } from "./embedded-paths";
import { lockHolder } from "./keeper-lock";

/** Waits until the embedded server has stopped; false when it still runs after `patienceMs`, since others use it. */
export async function waitForKeeperEnd(home: string, patienceMs: number): Promise<boolean> {
  const { lock } = embeddedPaths(home);
  for (let waitedMs = 0; lockHolder(lock) !== null; waitedMs += 50) {
    if (waitedMs >= patienceMs) return false;
    await sleep(50);
  }
  return true;
}

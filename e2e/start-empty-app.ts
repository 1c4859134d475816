import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningApp, startApp } from "../lib/bench/start-app";

/** Starts a whole Wakeline in a new home. */
export async function startEmptyApp(password: string): Promise<RunningApp> {
  const home = join(tmpdir(), `wakeline-e2e-${randomBytes(6).toString("hex")}`);
  const { address, stop } = await startApp(home, password);
  return {
    address,
    stop: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

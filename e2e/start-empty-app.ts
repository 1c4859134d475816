import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { childEnvironment } from "../bin/child-environment.mjs";
import { freePort } from "../bin/free-port.mjs";
import { startApp } from "../lib/bench/start-app";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");

export type OwnApp = {
  readonly address: string;
  /** Runs `wakeline <words>` over its store and gives its standard output. */
  readonly wakeline: (...words: string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Starts a whole Wakeline in a new home, with more in its environment. */
export async function startEmptyApp(environment: Readonly<Record<string, string>>): Promise<OwnApp> {
  const home = join(tmpdir(), `wakeline-e2e-${randomBytes(6).toString("hex")}`);
  const { address, stop } = await startApp(home, {
    WAKELINE_LOG: "off",
    PORT: String(await freePort()),
    ...environment,
  });
  return {
    address,
    wakeline: async (...words) => {
      const env = { ...childEnvironment(), WAKELINE_HOME: home };
      const { stdout } = await run(process.execPath, [join(root, "bin", "wakeline.mjs"), ...words], { cwd: root, env });
      return stdout;
    },
    stop: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

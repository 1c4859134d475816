import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { childEnvironment } from "../bin/child-environment.mjs";
import { freePort } from "../bin/free-port.mjs";

/** Starts a whole Wakeline as `npm start` does, in a new home, and waits until it says where it runs. */
export async function startEmptyApp(password: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const root = join(import.meta.dirname, "..");
  const home = join(tmpdir(), `wakeline-e2e-${randomBytes(6).toString("hex")}`);
  const app = spawn(process.execPath, [join(root, "bin", "wakeline.mjs"), "up"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...childEnvironment(),
      WAKELINE_HOME: home,
      PORT: String(await freePort()),
      HOST: "127.0.0.1",
      WAKELINE_ADMIN_PASSWORD: password,
    },
  });
  const exited = once(app, "exit");
  const stop = async (): Promise<void> => {
    app.kill("SIGINT");
    await exited;
    rmSync(home, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: app.stdout })) {
    const address = /Wakeline runs at (\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    app.stdout.resume();
    return { address, stop };
  }
  throw new Error("The second app ended while it started.");
}

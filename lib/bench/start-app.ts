import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "@/lib/db/embedded/free-port";
import { environmentFor } from "@/lib/env";

export type RunningApp = { readonly address: string; readonly stop: () => Promise<void> };

/** Starts a whole Wakeline as `npm start` does, over the embedded database of `home`, and waits until it says where it runs. */
export async function startApp(home: string, environment: Readonly<Record<string, string>>): Promise<RunningApp> {
  const root = join(import.meta.dirname, "../..");
  const app = spawn(process.execPath, [join(root, "bin", "wakeline.mjs"), "up"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: environmentFor({
      WAKELINE_HOME: home,
      PORT: String(await freePort(null)),
      HOST: "127.0.0.1",
      DATABASE_URL: undefined,
      NEXTAUTH_URL: undefined,
      ...environment,
    }),
  });
  const exited = once(app, "exit");
  const stop = async (): Promise<void> => {
    app.kill("SIGINT");
    await exited;
  };
  for await (const line of createInterface({ input: app.stdout })) {
    const address = /Wakeline runs at (\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    app.stdout.resume();
    return { address, stop };
  }
  throw new Error("The app ended while it started.");
}

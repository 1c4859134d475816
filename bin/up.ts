import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ensureFirstAdmin } from "@/lib/auth/server/ensure-first-admin";
import { AppError } from "@/lib/base/app-error";
import { waitForKeeperEnd } from "@/lib/db/embedded/wait-for-keeper-end";
import { openStore, type Store } from "@/lib/db/store";
import { env, wakelineHome } from "@/lib/env";
import { buildIfNeeded } from "./build.mjs";
import { ClearError } from "./clear-error.mjs";
import { deepLinks } from "./deep-links";
import { handOver } from "./hand-over.mjs";
import { type ManagedProcess, startProcess } from "./managed-process";
import { requireFreePort } from "./require-free-port";
import { root } from "./root.mjs";
import { startWeb } from "./start-web";
import { typescriptArgs } from "./typescript-args.mjs";
import { waitUntilReady } from "./wait-until-ready";
import { whenAskedToStop } from "./when-asked-to-stop";

// Starts everything, shows the way in, and stops everything in order on one Ctrl-C.

const WEB_PATIENCE_MS = 10_000;
const WORKER_PATIENCE_MS = 30_000;
const WORKER_PAUSE_MS = 2000;
const WORKER_PAUSE_MAX_MS = 60_000;

type Mode = { readonly demo: boolean; readonly dev: boolean };

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function up(mode: Mode): Promise<void> {
  const asked = whenAskedToStop().then(() => null);
  await requireFreePort(env.HOST, env.PORT);
  if (!mode.dev) buildIfNeeded();
  // What was asked for while the build kept us busy is heard now.
  if ((await Promise.race([asked, sleep(0, "go")])) === null) return;
  const store = await openStore({ max: 4, applicationName: "wakeline up" });
  const web = startWeb(mode);
  const worker = superviseWorker();
  try {
    const ended = Promise.race([asked, web.ended]);
    const how = await Promise.race([welcome(store, web, mode).then(() => ended), ended]);
    if (how !== null)
      throw new AppError("unavailable", `The web server ended by itself (${how}). What it said is above.`);
    say("\nStopping …");
  } finally {
    await web.stop(WEB_PATIENCE_MS);
    await worker.stop(WORKER_PATIENCE_MS);
    await store.close();
    await waitForKeeperEnd(wakelineHome, 3000);
  }
}

/** Keeps the worker running: one that ends by itself is started again, after longer and longer pauses. */
function superviseWorker(): Pick<ManagedProcess, "stop"> {
  const script = join(root, "lib", "jobs", "worker.ts");
  if (!existsSync(script)) return { stop: async () => undefined };
  const start = (): ManagedProcess =>
    startProcess({ args: [...typescriptArgs(), script], environment: { NODE_ENV: "production" }, quiet: false });
  let worker = start();
  let stopping = false;
  const watch = async (): Promise<void> => {
    for (let pauseMs = WORKER_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, WORKER_PAUSE_MAX_MS)) {
      const how = await worker.ended;
      if (stopping) return;
      process.stderr.write(`The worker ended by itself (${how}); it is started again in ${pauseMs / 1000} s.\n`);
      await sleep(pauseMs);
      if (stopping) return;
      worker = start();
    }
  };
  void watch();
  return {
    stop: (patienceMs) => {
      stopping = true;
      return worker.stop(patienceMs);
    },
  };
}

async function welcome(store: Store, web: ManagedProcess, { demo }: Mode): Promise<void> {
  const address = publicAddress();
  await waitUntilReady(address, web.ended);
  if (demo) await loadDemo(store);
  // Made last, so that no failure before this line swallows the password.
  const admin = await ensureFirstAdmin(store);
  say(`\nWakeline runs at ${address}`);
  if (admin === null) say("Sign in with your account.");
  else if (admin.generated)
    say(`Sign in as ${admin.username} with the password ${admin.password} (shown only this once)`);
  else say(`Sign in as ${admin.username} with the password of WAKELINE_ADMIN_PASSWORD.`);
  const links = demo ? await deepLinks(store.pool) : [];
  if (links.length > 0) say("Look at");
  for (const { path, shows } of links) say(`  ${address}${path}  ${shows}`);
  say(
    `The data are in ${env.DATABASE_URL === undefined ? wakelineHome : "the database of DATABASE_URL"}. Ctrl-C stops everything.`,
  );
}

async function loadDemo(store: Store): Promise<void> {
  const loaded = await store.db.ingestRun.count({ where: { source: "demo", state: "done" } });
  if (loaded > 0) return;
  const code = await handOver(join(root, "bin", "command.ts"), ["demo"]);
  if (code !== 0)
    throw new AppError("unavailable", "The sample records could not be loaded. What went wrong is above.");
}

/** How a browser on this machine reaches the server: wildcards are no addresses. */
function publicAddress(): string {
  if (env.NEXTAUTH_URL !== undefined) return env.NEXTAUTH_URL.replace(/\/$/, "");
  const isWildcard = env.HOST === "0.0.0.0" || env.HOST === "::";
  const host = isWildcard ? "localhost" : env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST;
  return `http://${host}:${env.PORT}`;
}

try {
  const { values } = parseArgs({ options: { demo: { type: "boolean" }, dev: { type: "boolean" } } });
  await up({ demo: values.demo === true, dev: values.dev === true });
} catch (error) {
  if (error instanceof AppError || error instanceof ClearError) process.stderr.write(`wakeline: ${error.message}\n`);
  else process.stderr.write(`wakeline: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}

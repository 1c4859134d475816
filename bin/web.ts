import { ensureFirstAdmin } from "@/lib/auth/server/ensure-first-admin";
import { AppError } from "@/lib/base/app-error";
import { openStore } from "@/lib/db/store";
import { env } from "@/lib/env";
import { log } from "@/lib/telemetry/server/log";
import { buildIfNeeded } from "./build.mjs";
import { ClearError } from "./clear-error.mjs";
import { requireFreePort } from "./require-free-port";
import { startWeb } from "./start-web";
import { whenAskedToStop } from "./when-asked-to-stop";

// The web server alone, as a deployment runs it: the worker is a process of its own, maybe on another machine.

const PATIENCE_MS = 25_000;

async function serveWeb(): Promise<void> {
  const asked = whenAskedToStop().then(() => null);
  await requireFreePort(env.HOST, env.PORT);
  buildIfNeeded();
  // Migrates before anything is served, and holds the embedded database where there is no other.
  const store = await openStore({ max: 2, applicationName: "wakeline web start" });
  try {
    const admin = await ensureFirstAdmin(store);
    // Not into the log, which others may read: once, to whoever started this.
    if (admin?.generated) process.stdout.write(`Sign in as ${admin.username} with the password ${admin.password}\n`);
    const web = startWeb({ dev: false });
    log("info", "web", { message: `listens on ${env.HOST}:${env.PORT}` });
    const how = await Promise.race([asked, web.ended]);
    await web.stop(PATIENCE_MS);
    if (how !== null) throw new AppError("unavailable", `The web server ended by itself (${how}).`);
    log("info", "web", { message: "stopped" });
  } finally {
    await store.close();
  }
}

try {
  await serveWeb();
} catch (error) {
  const isClear = error instanceof AppError || error instanceof ClearError;
  const text = isClear ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`wakeline: ${text}\n`);
  process.exitCode = 1;
}

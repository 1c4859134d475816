import { AppError } from "@/lib/base/app-error";
import { openStore } from "@/lib/db/store";
import { log as writeLog } from "@/lib/telemetry/server/log";
import { startWorker } from "./start-worker";

// The worker process: loads what was uploaded, outside the web server, until it is told to stop.

const now = (): Date => new Date();
const log = (line: string): void => writeLog("info", "worker", { message: line });

async function work(): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
    // Who started us is gone.
    process.channel?.unref();
    process.once("disconnect", resolve);
  });
  const store = await openStore({ max: 8, applicationName: "wakeline worker" });
  try {
    const worker = await startWorker(store, { log, now });
    log("ready");
    await Promise.race([asked, worker.ended]);
    await worker.stop();
    log("stopped");
  } finally {
    await store.close();
  }
}

try {
  await work();
} catch (error) {
  process.stderr.write(`wakeline worker: ${error instanceof AppError ? error.message : describe(error)}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

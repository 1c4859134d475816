import { AppError } from "@/lib/base/app-error";
import { openStore } from "@/lib/db/store";
import { startWorker } from "./start-worker";

// The worker process: loads what was uploaded, outside the web server, until it is told to stop.

const now = (): Date => new Date();
const log = (line: string): void => void process.stdout.write(`${now().toISOString()} worker ${line}\n`);

async function work(): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
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

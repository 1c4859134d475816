import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/base/app-error";

const PATIENCE_MS = 120_000;

/** Resolves when the app answers and its store with it. */
export async function waitUntilReady(address: string, webEnded: Promise<string>): Promise<void> {
  const began = performance.now();
  let end: string | null = null;
  void webEnded.then((how) => (end = how));
  while (performance.now() - began < PATIENCE_MS) {
    if (await isReady(address)) return;
    if (end !== null)
      throw new AppError("unavailable", `The web server ended while it started (${end}). What it said is above.`);
    await sleep(150);
  }
  throw new AppError("unavailable", `The web server did not answer at ${address} within two minutes.`);
}

async function isReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/api/health/ready`, { signal: AbortSignal.timeout(10_000) });
    return response.ok;
  } catch {
    return false;
  }
}

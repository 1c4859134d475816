import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";

const Readiness = z.object({ database: z.boolean(), migrations: z.boolean() });
const PATIENCE_MS = 120_000;

/** Resolves when the app answers and its store with it. */
export async function waitUntilReady(address: string, webEnded: Promise<string>): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < PATIENCE_MS) {
    if (await isReady(address)) return;
    const how = await Promise.race([webEnded, sleep(150, null)]);
    if (how !== null)
      throw new AppError("unavailable", `The web server ended while it started (${how}). What it said is above.`);
  }
  throw new AppError("unavailable", `The web server did not answer at ${address} within two minutes.`);
}

async function isReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/api/ready`, { signal: AbortSignal.timeout(10_000) });
    // The worker starts beside it, and what can be looked at does not need it.
    const { database, migrations } = Readiness.parse(await response.json());
    return database && migrations;
  } catch {
    return false;
  }
}

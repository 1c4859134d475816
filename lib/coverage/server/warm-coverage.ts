import { getStore } from "@/lib/db/store";
import { log } from "@/lib/telemetry/server/log";
import { readModel } from "./knowledge";

let hasBegun = false;

/** Reads what coverage rests on ahead of the first question, once. A failure is logged and left: whoever asks then sees it. */
export async function warmCoverage(): Promise<void> {
  if (hasBegun) return;
  hasBegun = true;
  try {
    await readModel(await getStore());
  } catch (error) {
    log("warn", "coverage", { warming: error instanceof Error ? error.message : String(error) });
  }
}

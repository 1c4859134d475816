import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

/** What is still referred to: when the engine takes away the rest is its own affair. What it frees beside its work counts a turn later. */
export async function bytesHeld(): Promise<number> {
  if (typeof collectGarbage !== "function") throw new Error("the engine does not offer to collect garbage");
  for (let turn = 0; turn < 2; turn++) {
    collectGarbage();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

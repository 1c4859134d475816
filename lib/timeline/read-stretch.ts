import type { Lanes } from "./contract";
import type { TimeWindow } from "./strip-scale";

/**
 * The time of which an answer holds all events: only there does empty mean that none was delivered. Buckets at its ends count what lies
 * in the asked time alone, and are left out.
 */
export function readStretch({
  startMs,
  endMs,
  bucketMs,
  uncountedBeforeMs,
}: Pick<Lanes, "startMs" | "endMs" | "bucketMs" | "uncountedBeforeMs">): TimeWindow {
  const fromMs = Math.max(startMs + bucketMs, uncountedBeforeMs ?? -Infinity);
  return { fromMs, toMs: startMs + Math.floor((endMs - startMs) / bucketMs) * bucketMs };
}

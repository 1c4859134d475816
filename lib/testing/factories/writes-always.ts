import type { FirstWrite } from "@/lib/coverage/fact";

/** Of a sink that took management events for as long as its files reach back. */
export const WRITES_ALWAYS: FirstWrite = { complete: Number.NEGATIVE_INFINITY, verified: Number.NEGATIVE_INFINITY };

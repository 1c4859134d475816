import { CALL_KINDS, type CallKind } from "@/lib/cloudtrail/call-kind";
import type { LaneLine } from "./arrange-lanes";
import type { Lanes } from "./contract";
import { readStretch } from "./read-stretch";

/** What a line holds in the bucket of a moment. */
export type BucketCounts = {
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether all events of the bucket are here: else the counts are no more than a part. */
  readonly isRead: boolean;
  readonly events: number;
  readonly failed: number;
  /** Only kinds that there are. */
  readonly kinds: readonly { readonly kind: CallKind; readonly events: number }[];
};

/** Counts the events of a line in the bucket that holds `atMs`. */
export function countBucket(lanes: Lanes, line: LaneLine, atMs: number): BucketCounts {
  const bucket = Math.floor((atMs - lanes.startMs) / lanes.bucketMs);
  const counts = CALL_KINDS.map((kind) => ({ kind, events: 0 }));
  let failed = 0;
  for (const index of line.lanes) {
    const cells = lanes.lanes[index]?.cells;
    cells?.bucket.forEach((one, at) => {
      const count = counts[cells.kind[at] ?? -1];
      if (one !== bucket || count === undefined) return;
      count.events += cells.events[at] ?? 0;
      if (cells.failed[at] === 1) failed += cells.events[at] ?? 0;
    });
  }
  const fromMs = lanes.startMs + bucket * lanes.bucketMs;
  const read = readStretch(lanes);
  return {
    fromMs,
    toMs: fromMs + lanes.bucketMs,
    isRead: fromMs >= read.fromMs && fromMs < read.toMs,
    events: counts.reduce((sum, { events }) => sum + events, 0),
    failed,
    kinds: counts.filter(({ events }) => events > 0),
  };
}

import { CALL_KINDS } from "@/lib/cloudtrail/call-kind";
import type { LaneLine } from "./arrange-lanes";
import type { Lanes } from "./contract";

/** A bar of one bucket in one line: segments from its foot upwards. */
export type PlacedBar = {
  readonly fromPx: number;
  readonly endPx: number;
  readonly segments: readonly BarSegment[];
};
export type BarSegment = { readonly kind: number; readonly isFailed: boolean; readonly heightPx: number };

/** Pixels from the left of the picture, whose first pixel is `fromMs`. */
export type PictureScale = { readonly fromMs: number; readonly msPerPx: number; readonly widthPx: number };

/** What is rare stays visible beside what is not. */
const SEGMENT_MIN_PX = 2;
const FAILED = CALL_KINDS.length;

/** The largest count that a bucket of a line has: what the height of bars is measured by. */
export function highestBucket(lanes: Lanes["lanes"], lines: readonly LaneLine[]): number {
  let highest = 0;
  for (const line of lines)
    for (const counts of bucketsOf(lanes, line).values()) highest = Math.max(highest, total(counts));
  return highest;
}

/** The bars of a line. The height of each is the square root of its count, in parts of `heightPx`; its parts are in proportion, none lost. */
export function placeBars(
  { lanes, startMs, bucketMs }: Pick<Lanes, "lanes" | "startMs" | "bucketMs">,
  line: LaneLine,
  scale: PictureScale & { readonly highest: number; readonly heightPx: number },
): PlacedBar[] {
  const bars: PlacedBar[] = [];
  for (const [bucket, counts] of bucketsOf(lanes, line)) {
    const leftPx = (startMs + bucket * bucketMs - scale.fromMs) / scale.msPerPx;
    const fromPx = Math.max(0, Math.floor(leftPx));
    const endPx = Math.min(
      scale.widthPx,
      Math.max(Math.floor(leftPx) + 1, Math.floor(leftPx + bucketMs / scale.msPerPx)),
    );
    if (endPx <= fromPx) continue;
    bars.push({ fromPx, endPx, segments: segmentsOf(counts, scale) });
  }
  return bars;
}

/** Counts by kind of call, failed ones of all kinds last. */
type Counts = number[];

function bucketsOf(lanes: Lanes["lanes"], line: LaneLine): Map<number, Counts> {
  const buckets = new Map<number, Counts>();
  for (const index of line.lanes) {
    const cells = lanes[index]?.cells;
    cells?.bucket.forEach((bucket, at) => {
      const counts = buckets.get(bucket) ?? Array.from({ length: FAILED + 1 }, () => 0);
      const slot = cells.failed[at] === 1 ? FAILED : (cells.kind[at] ?? 0);
      counts[slot] = (counts[slot] ?? 0) + (cells.events[at] ?? 0);
      buckets.set(bucket, counts);
    });
  }
  return buckets;
}

function segmentsOf(counts: Counts, { highest, heightPx }: { highest: number; heightPx: number }): BarSegment[] {
  const sum = total(counts);
  const parts = counts.flatMap((count, slot) => (count > 0 ? [{ count, slot }] : []));
  const least = parts.length * SEGMENT_MIN_PX;
  const barPx = Math.min(heightPx, Math.max(least, Math.round(heightPx * Math.sqrt(sum / Math.max(1, highest)))));
  let freePx = barPx - least;
  return parts.map(({ count, slot }, at) => {
    const extraPx = at === parts.length - 1 ? freePx : Math.min(freePx, Math.round((barPx - least) * (count / sum)));
    freePx -= extraPx;
    return { kind: slot === FAILED ? 0 : slot, isFailed: slot === FAILED, heightPx: SEGMENT_MIN_PX + extraPx };
  });
}

function total(counts: Counts): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

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
const SLOTS = FAILED + 1;

/** What a line has in each bucket: as many numbers as there are kinds of calls, and one for failed calls of all kinds. */
export type LineCounts = Uint32Array;

/** The counts of a line by bucket, in an array so plain that painting it takes no time that is felt. */
export function countLine(lanes: Lanes["lanes"], line: LaneLine): LineCounts {
  const own = line.lanes.flatMap((index) => lanes[index]?.cells ?? []);
  let buckets = 0;
  for (const { bucket } of own) for (const one of bucket) buckets = Math.max(buckets, one + 1);
  const counts = new Uint32Array(buckets * SLOTS);
  for (const { bucket, kind, failed, events } of own) {
    for (let at = 0; at < bucket.length; at += 1) {
      const place = (bucket[at] ?? 0) * SLOTS + (failed[at] === 1 ? FAILED : (kind[at] ?? 0));
      counts[place] = (counts[place] ?? 0) + (events[at] ?? 0);
    }
  }
  return counts;
}

/** The largest count that any bucket of some lines has: what the height of bars is measured by. */
export function highestBucket(lines: Iterable<LineCounts>): number {
  let highest = 0;
  for (const counts of lines)
    for (let first = 0; first < counts.length; first += SLOTS) highest = Math.max(highest, total(counts, first));
  return highest;
}

/** The bars of a line. The height of each is the square root of its count, in parts of `heightPx`; its parts are in proportion, none lost. */
export function placeBars(
  { startMs, bucketMs }: Pick<Lanes, "startMs" | "bucketMs">,
  counts: LineCounts,
  scale: PictureScale & { readonly highest: number; readonly heightPx: number },
): PlacedBar[] {
  const bars: PlacedBar[] = [];
  for (let first = 0; first < counts.length; first += SLOTS) {
    if (total(counts, first) === 0) continue;
    const leftPx = (startMs + (first / SLOTS) * bucketMs - scale.fromMs) / scale.msPerPx;
    const fromPx = Math.max(0, Math.floor(leftPx));
    const endPx = Math.min(
      scale.widthPx,
      Math.max(Math.floor(leftPx) + 1, Math.floor(leftPx + bucketMs / scale.msPerPx)),
    );
    if (endPx <= fromPx) continue;
    bars.push({ fromPx, endPx, segments: segmentsOf(counts.subarray(first, first + SLOTS), scale) });
  }
  return bars;
}

function segmentsOf(counts: LineCounts, { highest, heightPx }: { highest: number; heightPx: number }): BarSegment[] {
  const sum = total(counts, 0);
  const parts = [...counts].flatMap((count, slot) => (count > 0 ? [{ count, slot }] : []));
  const least = parts.length * SEGMENT_MIN_PX;
  const barPx = Math.min(heightPx, Math.max(least, Math.round(heightPx * Math.sqrt(sum / Math.max(1, highest)))));
  let freePx = barPx - least;
  return parts.map(({ count, slot }, at) => {
    const extraPx = at === parts.length - 1 ? freePx : Math.min(freePx, Math.round((barPx - least) * (count / sum)));
    freePx -= extraPx;
    return { kind: slot === FAILED ? 0 : slot, isFailed: slot === FAILED, heightPx: SEGMENT_MIN_PX + extraPx };
  });
}

function total(counts: LineCounts, first: number): number {
  let sum = 0;
  for (let slot = first; slot < first + SLOTS; slot += 1) sum += counts[slot] ?? 0;
  return sum;
}

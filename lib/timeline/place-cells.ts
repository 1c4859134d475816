import { CALL_KINDS } from "@/lib/cloudtrail/call-kind";
import type { LaneLine } from "./arrange-lanes";
import type { Lanes } from "./contract";

/** A bar of one bucket in one line, from its foot upwards: how high each slot of it is, 0 where it has none. The same object every time. */
export type PlacedBar = { fromPx: number; endPx: number; readonly heightsPx: Uint16Array };

/** Pixels from the left of the picture, whose first pixel is `fromMs`. */
export type PictureScale = { readonly fromMs: number; readonly msPerPx: number; readonly widthPx: number };

/** What is rare stays visible beside what is not. */
const SEGMENT_MIN_PX = 2;
/** The slot of failed calls of all kinds, above those of the kinds. */
export const FAILED = CALL_KINDS.length;
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

/** The same counts in buckets `factor` times as wide. */
export function widerBuckets(counts: LineCounts, factor: number): LineCounts {
  if (factor === 1) return counts;
  const wider = new Uint32Array(Math.ceil(counts.length / SLOTS / factor) * SLOTS);
  for (let at = 0; at < counts.length; at += 1) {
    const place = Math.floor(at / SLOTS / factor) * SLOTS + (at % SLOTS);
    wider[place] = (wider[place] ?? 0) + (counts[at] ?? 0);
  }
  return wider;
}

/** The largest count that any bucket of some lines has: what the height of bars is measured by. */
export function highestBucket(lines: Iterable<LineCounts>): number {
  let highest = 0;
  for (const counts of lines)
    for (let first = 0; first < counts.length; first += SLOTS) highest = Math.max(highest, total(counts, first));
  return highest;
}

/**
 * The bars of a line, one by one. The height of each is the square root of its count, in parts of `heightPx`; its parts are in proportion,
 * none lost. There are tens of thousands in a picture: they are told to `visit` in an object that is used again, not kept.
 */
export function placeBars(
  { startMs, bucketMs }: Pick<Lanes, "startMs" | "bucketMs">,
  counts: LineCounts,
  look: PictureScale & {
    readonly highest: number;
    readonly heightPx: number;
    readonly visit: (bar: PlacedBar) => void;
  },
): void {
  const bar: PlacedBar = { fromPx: 0, endPx: 0, heightsPx: new Uint16Array(SLOTS) };
  const bucketPx = bucketMs / look.msPerPx;
  const leftOf = (first: number): number => (startMs - look.fromMs) / look.msPerPx + (first / SLOTS) * bucketPx;
  for (let first = 0; first < counts.length; first += SLOTS) {
    const sum = total(counts, first);
    if (sum === 0) continue;
    const leftPx = leftOf(first);
    bar.fromPx = Math.max(0, Math.floor(leftPx));
    bar.endPx = Math.min(look.widthPx, Math.max(Math.floor(leftPx) + 1, Math.floor(leftPx + bucketPx)));
    if (bar.endPx <= bar.fromPx) continue;
    cutBar(bar.heightsPx, counts, { first, sum, highest: look.highest, heightPx: look.heightPx });
    look.visit(bar);
  }
}

type Cut = { readonly first: number; readonly sum: number; readonly highest: number; readonly heightPx: number };

function cutBar(heightsPx: Uint16Array, counts: LineCounts, { first, sum, highest, heightPx }: Cut): void {
  let parts = 0;
  let last = 0;
  for (let slot = 0; slot < SLOTS; slot += 1) {
    if ((counts[first + slot] ?? 0) === 0) continue;
    parts += 1;
    last = slot;
  }
  const least = parts * SEGMENT_MIN_PX;
  const barPx = Math.min(heightPx, Math.max(least, Math.round(heightPx * Math.sqrt(sum / Math.max(1, highest)))));
  let freePx = barPx - least;
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const count = counts[first + slot] ?? 0;
    const extraPx = slot === last ? freePx : Math.min(freePx, Math.round((barPx - least) * (count / sum)));
    heightsPx[slot] = count === 0 ? 0 : SEGMENT_MIN_PX + extraPx;
    if (count > 0) freePx -= extraPx;
  }
}

function total(counts: LineCounts, first: number): number {
  let sum = 0;
  for (let slot = first; slot < first + SLOTS; slot += 1) sum += counts[slot] ?? 0;
  return sum;
}

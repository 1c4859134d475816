import type { EventOrder } from "@/lib/events/contract";
import type { Density } from "./contract";

/** A bucket, and how many events of it come before the wanted one in the order of the list. */
export type RankInBucket = {
  readonly rank: number;
  readonly within: { readonly fromMs: number; readonly toMs: number };
};

/** In which bucket the event at a position of the list lies; null past the end of what was counted. */
export function placeOfRank(density: Density, rank: number, order: EventOrder): RankInBucket | null {
  const buckets = density.ok.length;
  let left = rank;
  for (let step = 0; step < buckets; step += 1) {
    const index = order === "oldest" ? step : buckets - 1 - step;
    const events = (density.ok[index] ?? 0) + (density.error[index] ?? 0);
    if (left < events) {
      const fromMs = density.startMs + index * density.bucketMs;
      return { rank: left, within: { fromMs, toMs: fromMs + density.bucketMs } };
    }
    left -= events;
  }
  return null;
}

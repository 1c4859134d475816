import { formatDuration } from "@/lib/base/format-duration";

/** How far the first and the last call lie apart, as far as records, which know seconds, can tell. */
export function spanWords(firstMs: number, lastMs: number): string {
  return lastMs - firstMs < 1_000 ? "all within one second" : `${formatDuration((lastMs - firstMs) / 1_000)} between`;
}

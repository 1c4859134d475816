const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The widths that buckets snap to; each is a whole number of all before it that matter, and starts at the epoch. */
export const BUCKET_WIDTHS_MS = [
  SECOND_MS,
  5 * SECOND_MS,
  15 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
] as const;

/** The narrowest width that cuts the window into at most `bucketsMax` buckets; a day where none does. */
export function chooseBucketWidth(windowMs: number, bucketsMax: number): number {
  return BUCKET_WIDTHS_MS.find((widthMs) => windowMs / widthMs <= bucketsMax) ?? DAY_MS;
}

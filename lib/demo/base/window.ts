import { AppError } from "@/lib/base/app-error";
import { DAY, HOUR, MINUTE, midnight } from "./calendar";

/** The last day of the demo organisation; a constant, so that the same seed gives the same files in any year. */
const LAST_DAY = "2026-11-01";
/** The script of the stories is written for four weeks. */
export const STORY_DAYS = 28;
export const LEAST_DAYS = 7;
export const MOST_DAYS = 366;

/** The simulated time, and where the fixed script falls in it. */
export type Window = {
  readonly from: number;
  readonly to: number;
  readonly days: number;
  /** Day 0–27 of the four-week script and a time of day; with fewer or more days the script is squeezed or stretched by whole days. */
  readonly on: (day: number, time: string) => number;
};

/** The window of so many days that ends with the fixed last day. */
export function windowOf(days: number): Window {
  if (!Number.isInteger(days) || days < LEAST_DAYS || days > MOST_DAYS) {
    throw new AppError("invalid-input", `The demo takes ${LEAST_DAYS} to ${MOST_DAYS} days, not ${days}.`);
  }
  const to = midnight(LAST_DAY) + DAY;
  const from = to - days * DAY;
  const on = (day: number, time: string) => {
    const [hours = 0, minutes = 0] = time.split(":").map(Number);
    return from + Math.floor((day * days) / STORY_DAYS) * DAY + hours * HOUR + minutes * MINUTE;
  };
  return { from, to, days, on };
}

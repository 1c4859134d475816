import { HOUR, isoSeconds } from "../base/calendar";
import type { HourCount, Mark } from "../delivery/mark";
import type { Place } from "../delivery/place";

/** A record waits less than this for its file; then the hour can be written. */
const PATIENCE = 4;

/** How much happened, was recorded and was delivered, per hour, account, Region and class; holds the open hours only. */
export class HourCounts {
  private readonly hours = new Map<number, Map<Place, HourCount>>();

  private swept = Number.NEGATIVE_INFINITY;

  constructor(private readonly write: (lines: string) => void) {}

  happened(mark: Mark, recorded: boolean): void {
    const count = this.count(mark);
    mark.count = count;
    count.happened++;
    if (recorded) count.recorded++;
  }

  delivered(mark: Mark): void {
    if (mark.count !== null) mark.count.delivered++;
  }

  /** Writes the hours that nothing can change any more. */
  until(ms: number): void {
    const closed = Math.floor(ms / HOUR) - PATIENCE;
    if (closed === this.swept) return;
    this.swept = closed;
    const due = [...this.hours.keys()].filter((hour) => hour < closed).sort((a, b) => a - b);
    let lines = "";
    for (const hour of due) {
      const counts = this.hours.get(hour) ?? new Map<Place, HourCount>();
      this.hours.delete(hour);
      for (const [{ account, region, klass }, count] of [...counts].sort(([a], [b]) => (a.key < b.key ? -1 : 1)))
        lines += `${JSON.stringify({ hour: isoSeconds(hour * HOUR), account, region, class: klass, ...count })}\n`;
    }
    if (lines !== "") this.write(lines);
  }

  private count(mark: Mark): HourCount {
    const hour = Math.floor(mark.at / HOUR);
    let counts = this.hours.get(hour);
    if (counts === undefined) {
      counts = new Map();
      this.hours.set(hour, counts);
    }
    let count = counts.get(mark.place);
    if (count === undefined) {
      count = { happened: 0, recorded: 0, delivered: 0 };
      counts.set(mark.place, count);
    }
    return count;
  }
}

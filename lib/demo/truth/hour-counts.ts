import { HOUR, isoSeconds } from "../base/calendar";
import type { HourCount, Mark } from "../delivery/mark";

/** A record waits less than this for its file; then the hour can be written. */
const PATIENCE = 4;

/** How much happened, was recorded and was delivered, per hour, account, Region and class; holds the open hours only. */
export class HourCounts {
  private readonly hours = new Map<number, Map<string, HourCount>>();

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
    const due = [...this.hours.keys()].filter((hour) => hour < closed).sort((a, b) => a - b);
    let lines = "";
    for (const hour of due) {
      const counts = this.hours.get(hour) ?? new Map<string, HourCount>();
      this.hours.delete(hour);
      for (const key of [...counts.keys()].sort()) {
        const [account, region, klass] = key.split(" ");
        lines += `${JSON.stringify({ hour: isoSeconds(hour * HOUR), account, region, class: klass, ...counts.get(key) })}\n`;
      }
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
    const key = `${mark.account} ${mark.region} ${mark.klass}`;
    let count = counts.get(key);
    if (count === undefined) {
      count = { happened: 0, recorded: 0, delivered: 0 };
      counts.set(key, count);
    }
    return count;
  }
}

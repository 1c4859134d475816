import { isoSeconds } from "../base/calendar";
import type { Call } from "../records/call";

type Entry = { calls: number; recorded: number; errors: number; first: number; last: number };

/** What each identity did in all; the number of identities does not grow with the number of events. */
export class IdentityCounts {
  private readonly entries = new Map<string, Entry>();

  add(call: Call, recorded: boolean): void {
    const { identity } = call.deed.actor;
    const { at } = call.deed;
    let entry = this.entries.get(identity);
    if (entry === undefined) {
      entry = { calls: 0, recorded: 0, errors: 0, first: at, last: at };
      this.entries.set(identity, entry);
    }
    entry.calls++;
    if (recorded) entry.recorded++;
    if (call.deed.error) entry.errors++;
    entry.first = Math.min(entry.first, at);
    entry.last = Math.max(entry.last, at);
  }

  lines(): string {
    return [...this.entries.keys()]
      .sort()
      .map((identity) => {
        const entry = this.entries.get(identity);
        return entry === undefined
          ? ""
          : `${JSON.stringify({ identity, calls: entry.calls, recorded: entry.recorded, errors: entry.errors, first: isoSeconds(entry.first), last: isoSeconds(entry.last) })}\n`;
      })
      .join("");
  }
}

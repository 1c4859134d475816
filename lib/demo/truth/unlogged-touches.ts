import { DAY, HOUR, isoSeconds } from "../base/calendar";
import type { Outcome } from "../delivery/delivery";
import type { Call } from "../records/call";

/** A record waits less than this for its file. */
const PATIENCE = 4 * HOUR;

type Entry = {
  readonly account: string;
  readonly region: string;
  readonly klass: string;
  calls: number;
  first: number;
  last: number;
};

/** What identities did to resources without any readable record of it, by day; holds the open days only. */
export class UnloggedTouches {
  private readonly days = new Map<number, Map<string, Entry>>();
  /** Recorded and lost: another collection may hold them. */
  private lost: { readonly call: Call; readonly outcomes: readonly Outcome[] }[] = [];

  constructor(private readonly write: (lines: string) => void) {}

  add(call: Call, outcomes: readonly Outcome[]): void {
    if (call.deed.resources === undefined) return;
    const verdicts = outcomes.flatMap((outcome) => outcome.verdicts.map(([, verdict]) => verdict));
    if (verdicts.includes("recorded")) return;
    if (verdicts.includes("lost")) this.lost.push({ call, outcomes });
    else this.count(call, outcomes);
  }

  until(ms: number): void {
    const due = this.lost.filter(({ call }) => call.deed.at + PATIENCE <= ms);
    if (due.length > 0) this.lost = this.lost.filter(({ call }) => call.deed.at + PATIENCE > ms);
    for (const { call, outcomes } of due)
      if (outcomes.every(({ mark }) => mark.copies === 0)) this.count(call, outcomes);
    for (const day of [...this.days.keys()].sort((a, b) => a - b)) {
      if ((day + 1) * DAY + PATIENCE > ms) continue;
      const entries = this.days.get(day) ?? new Map<string, Entry>();
      this.days.delete(day);
      this.write([...entries].map(([key, entry]) => line(key, entry)).join(""));
    }
  }

  private count(call: Call, outcomes: readonly Outcome[]): void {
    const { account } = call;
    const { actor, operation, at, region, resources } = call.deed;
    const day = Math.floor(at / DAY);
    const entries = this.days.get(day) ?? new Map<string, Entry>();
    this.days.set(day, entries);
    for (const resource of resources ?? []) {
      const key = `${actor.identity}\t${resource.ARN ?? resource.ARNPrefix ?? ""}\t${operation.source}\t${operation.name}`;
      let entry = entries.get(key);
      if (entry === undefined) {
        entry = { account, region, klass: outcomes[0]?.mark.klass ?? "", calls: 0, first: at, last: at };
        entries.set(key, entry);
      }
      entry.calls++;
      entry.first = Math.min(entry.first, at);
      entry.last = Math.max(entry.last, at);
    }
  }
}

function line(key: string, { account, region, klass, calls, first, last }: Entry): string {
  const [identity, resource, source, name] = key.split("\t");
  return `${JSON.stringify({
    identity,
    resource,
    source,
    name,
    class: klass,
    account,
    region,
    calls,
    first: isoSeconds(first),
    last: isoSeconds(last),
  })}\n`;
}

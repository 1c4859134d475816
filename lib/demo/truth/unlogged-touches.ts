import { DAY, HOUR, isoSeconds } from "../base/calendar";
import type { Outcome } from "../delivery/delivery";
import type { Verdict } from "../delivery/recording";
import type { Call } from "../records/call";
import type { Operation } from "../records/operation";

/** A record waits less than this for its file. */
const PATIENCE = 4 * HOUR;

type Entry = {
  readonly identity: string;
  readonly resource: string;
  readonly operation: Operation;
  readonly account: string;
  readonly region: string;
  readonly klass: string;
  calls: number;
  first: number;
  last: number;
};

/** In the order in which they were first seen, and to be found by who did what to which resource. */
type Day = { readonly entries: Entry[]; readonly byIdentity: Map<string, Map<string, Map<string, Entry>>> };

/** What identities did to resources without any readable record of it, by day; holds the open days only. */
export class UnloggedTouches {
  private readonly days = new Map<number, Day>();
  /** Recorded and lost: another collection may hold them. */
  private lost: { readonly call: Call; readonly outcomes: readonly Outcome[] }[] = [];

  constructor(private readonly write: (lines: string) => void) {}

  add(call: Call, outcomes: readonly Outcome[]): void {
    if (call.deed.resources === undefined) return;
    if (isAny(outcomes, "recorded")) return;
    if (isAny(outcomes, "lost")) this.lost.push({ call, outcomes });
    else this.count(call, outcomes);
  }

  until(ms: number): void {
    const due = this.lost.filter(({ call }) => call.deed.at + PATIENCE <= ms);
    if (due.length > 0) this.lost = this.lost.filter(({ call }) => call.deed.at + PATIENCE > ms);
    for (const { call, outcomes } of due)
      if (outcomes.every(({ mark }) => mark.copies === 0)) this.count(call, outcomes);
    for (const day of [...this.days.keys()].sort((a, b) => a - b)) {
      if ((day + 1) * DAY + PATIENCE > ms) continue;
      const entries = this.days.get(day)?.entries ?? [];
      this.days.delete(day);
      this.write(entries.map(line).join(""));
    }
  }

  private count(call: Call, outcomes: readonly Outcome[]): void {
    const { account } = call;
    const { actor, operation, at, region, resources } = call.deed;
    const day = Math.floor(at / DAY);
    let known = this.days.get(day);
    if (known === undefined) this.days.set(day, (known = { entries: [], byIdentity: new Map() }));
    const { identity } = actor;
    let operations = known.byIdentity.get(identity);
    if (operations === undefined) known.byIdentity.set(identity, (operations = new Map()));
    let touched = operations.get(operation.key);
    if (touched === undefined) operations.set(operation.key, (touched = new Map()));
    for (const { ARN, ARNPrefix } of resources ?? []) {
      const resource = ARN ?? ARNPrefix ?? "";
      let entry = touched.get(resource);
      if (entry === undefined) {
        const klass = outcomes[0]?.mark.klass ?? "";
        entry = { identity, resource, operation, account, region, klass, calls: 0, first: at, last: at };
        touched.set(resource, entry);
        known.entries.push(entry);
      }
      entry.calls++;
      entry.first = Math.min(entry.first, at);
      entry.last = Math.max(entry.last, at);
    }
  }
}

function isAny(outcomes: readonly Outcome[], wanted: Verdict): boolean {
  return outcomes.some((outcome) => outcome.verdicts.some(([, verdict]) => verdict === wanted));
}

function line({ identity, resource, operation, account, region, klass, calls, first, last }: Entry): string {
  const { source, name } = operation;
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

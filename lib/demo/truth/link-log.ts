import { HOUR, isoSeconds } from "../base/calendar";
import type { Outcome } from "../delivery/delivery";
import type { Call, Handout } from "../records/call";

/** No credential of the demo is used longer after it was issued. */
const LIFE = 48 * HOUR;
/** Of the uses that some trail took, how many are kept: the file of the first may have come to harm. */
const KEPT_USES = 3;
const SWEEP_EVERY = 6 * HOUR;

export type Held = { readonly call: Call; readonly outcomes: readonly Outcome[] };
type Entry = { readonly issuing: Held; readonly issued: Handout; uses: number; first: Held | null; recorded: Held[] };

const GRADE = { "by key": "B", "by session": "C", "by time": "D" } as const;

/** Which of a call's records lies in a readable file: the caller's rather than another recipient's. */
export function deliveredId(held: Held): string | null {
  return held.outcomes.find(({ mark }) => mark.copies > 0)?.mark.eventId ?? null;
}

/** The record of the caller's own account, if it lies in a readable file: the only one that names the caller's credential. */
function callersId({ call, outcomes }: Held): string | null {
  return outcomes.some(({ mark }) => mark.copies > 0 && mark.eventId === call.eventId) ? call.eventId : null;
}

/** Some calls that services make for a session leave out its key. */
function showsKey({ call }: Held): boolean {
  return "accessKeyId" in call.deed.actor.userIdentity;
}

/** What the delivered files can prove of a credential that a call handed out. Asked when its files are written. */
export function linkTruth(issuing: Held, issued: Handout, uses: readonly Held[]): object {
  const { actor, operation } = issuing.call.deed;
  const delivered = uses.filter((use) => callersId(use) !== null);
  const used = delivered.find(showsKey) ?? delivered[0];
  const known = issued.known === "by key" && used !== undefined && !showsKey(used) ? "by session" : issued.known;
  const issuingId = deliveredId(issuing);
  return {
    credential: issued.credential,
    identity: issued.identity,
    issuerCredential: actor.credential,
    issuerIdentity: actor.identity,
    operation: operation.name,
    at: isoSeconds(issuing.call.deed.at),
    deliveredIssuingEventId: issuingId,
    deliveredUseEventId: used?.call.eventId ?? null,
    issuerGrade: callersId(issuing) === null || issued.known === "by time" ? null : "A",
    grade: issuingId === null || used === undefined ? null : GRADE[known],
  };
}

/** Every credential that a call handed out, with its first use; holds those of two days. */
export class LinkLog {
  private readonly entries = new Map<string, Entry>();
  private nextSweep = 0;

  constructor(private readonly write: (lines: string) => void) {}

  add(call: Call, outcomes: readonly Outcome[]): void {
    const { credential } = call.deed.actor;
    const held = { call, outcomes };
    const entry = credential === null ? undefined : this.entries.get(credential);
    if (entry !== undefined) use(entry, held);
    const { issued } = call.deed;
    if (issued !== undefined)
      this.entries.set(issued.credential, { issuing: held, issued, uses: 0, first: null, recorded: [] });
  }

  /** Writes what is over by then; everything, at the end. */
  until(ms: number): void {
    if (ms < this.nextSweep) return;
    this.nextSweep = ms + SWEEP_EVERY;
    let lines = "";
    for (const [credential, entry] of this.entries) {
      const { call } = entry.issuing;
      if (call.deed.at + LIFE > ms) continue;
      this.entries.delete(credential);
      lines += `${JSON.stringify({
        ...linkTruth(entry.issuing, entry.issued, entry.recorded),
        issuingEventId: call.eventId,
        firstUseEventId: entry.first?.call.eventId ?? null,
        uses: entry.uses,
        story: call.story,
        task: call.task,
      })}\n`;
    }
    if (lines !== "") this.write(lines);
  }
}

function use(entry: Entry, held: Held): void {
  entry.uses++;
  if (entry.first === null || held.call.deed.at < entry.first.call.deed.at) entry.first = held;
  if (entry.recorded.length >= KEPT_USES) return;
  if (held.outcomes[0]?.verdicts.some(([, verdict]) => verdict === "recorded") === true) entry.recorded.push(held);
}

import { HOUR, isoSeconds } from "../base/calendar";
import type { Outcome } from "../delivery/delivery";
import type { Mark } from "../delivery/mark";
import type { Call, Handout } from "../records/call";

/** No credential of the demo is used longer after it was issued. */
const LIFE = 48 * HOUR;
/** Of the uses that some trail took, how many are kept: the file of the first may have come to harm. */
const KEPT_USES = 3;
const SWEEP_EVERY = 6 * HOUR;

/** A call with its records. */
export type Held = { readonly call: Call; readonly outcomes: readonly Outcome[] };

/** What of a call shows later whether its records reached a readable file: the call itself is ten times as large. */
type Trace = {
  readonly eventId: string;
  readonly at: number;
  /** Some calls that services make for a session leave out its key. */
  readonly showsKey: boolean;
  readonly marks: readonly Mark[];
};

/** A call that hands out a credential. */
type Issue = Trace &
  Pick<Call, "story" | "task"> & {
    readonly issued: Handout;
    readonly credential: string | null;
    readonly identity: string;
    readonly operation: string;
  };

type Entry = { readonly issue: Issue; uses: number; first: Trace | null; recorded: Trace[] };

const GRADE = { "by key": "B", "by session": "C", "by time": "D" } as const;

function traceOf({ call, outcomes }: Held): Trace {
  return {
    eventId: call.eventId,
    at: call.deed.at,
    showsKey: "accessKeyId" in call.deed.actor.userIdentity,
    marks: outcomes.map(({ mark }) => mark),
  };
}

function issueOf(held: Held, issued: Handout): Issue {
  const { call } = held;
  const { actor, operation } = call.deed;
  const { credential, identity } = actor;
  const { story, task } = call;
  return { ...traceOf(held), issued, credential, identity, operation: operation.name, story, task };
}

/** Which of a call's records lies in a readable file: the caller's rather than another recipient's. */
export function deliveredId(marks: readonly Mark[]): string | null {
  return marks.find(({ copies }) => copies > 0)?.eventId ?? null;
}

/** The record of the caller's own account, if it lies in a readable file: the only one that names the caller's credential. */
function callersId({ eventId, marks }: Trace): string | null {
  return marks.some((mark) => mark.copies > 0 && mark.eventId === eventId) ? eventId : null;
}

/** What the delivered files can prove of a credential that a call handed out. Asked when its files are written. */
function proofOf(issue: Issue, uses: readonly Trace[]): object {
  const { issued } = issue;
  const delivered = uses.filter((use) => callersId(use) !== null);
  const used = delivered.find(({ showsKey }) => showsKey) ?? delivered[0];
  const known = issued.known === "by key" && used !== undefined && !used.showsKey ? "by session" : issued.known;
  const issuingId = deliveredId(issue.marks);
  return {
    credential: issued.credential,
    identity: issued.identity,
    issuerCredential: issue.credential,
    issuerIdentity: issue.identity,
    operation: issue.operation,
    at: isoSeconds(issue.at),
    deliveredIssuingEventId: issuingId,
    deliveredUseEventId: used?.eventId ?? null,
    issuerGrade: callersId(issue) === null || issued.known === "by time" ? null : "A",
    grade: issuingId === null || used === undefined ? null : GRADE[known],
  };
}

/** The same for calls that are still held whole. */
export function linkTruth(issuing: Held, issued: Handout, uses: readonly Held[]): object {
  return proofOf(issueOf(issuing, issued), uses.map(traceOf));
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
      this.entries.set(issued.credential, { issue: issueOf(held, issued), uses: 0, first: null, recorded: [] });
  }

  /** Writes what is over by then; everything, at the end. */
  until(ms: number): void {
    if (ms < this.nextSweep) return;
    this.nextSweep = ms + SWEEP_EVERY;
    let lines = "";
    for (const [credential, entry] of this.entries) {
      const { issue, first, recorded, uses } = entry;
      if (issue.at + LIFE > ms) continue;
      this.entries.delete(credential);
      lines += `${JSON.stringify({
        ...proofOf(issue, recorded),
        issuingEventId: issue.eventId,
        firstUseEventId: first?.eventId ?? null,
        uses,
        story: issue.story,
        task: issue.task,
      })}\n`;
    }
    if (lines !== "") this.write(lines);
  }
}

function use(entry: Entry, held: Held): void {
  entry.uses++;
  const { at } = held.call.deed;
  const isFirst = entry.first === null || at < entry.first.at;
  const isKept =
    entry.recorded.length < KEPT_USES &&
    held.outcomes[0]?.verdicts.some(([, verdict]) => verdict === "recorded") === true;
  if (!isFirst && !isKept) return;
  const trace = traceOf(held);
  if (isFirst) entry.first = trace;
  if (isKept) entry.recorded.push(trace);
}

import type { Ending, StoppedSpan } from "./endings";
import type { StoredTurn } from "./link-facts";

/** One customer-managed policy: who attached it to a role or user, and what became of its versions. */
export type ManagedPolicy = {
  readonly arn: string;
  /** Turns of `policy` whose key names the role or user and this policy. */
  readonly attached: readonly StoredTurn[];
  /** Turns of `policy-version` and `policy-deny` of this policy. */
  readonly versions: readonly StoredTurn[];
};

/** What managed policies do to the sessions of one role or user. */
export type ManagedDenies = {
  /** Denies that the log proves, as turns of `deny` with the call from which each began or ended. */
  readonly turns: readonly StoredTurn[];
  /** Times in which nothing tells whether sessions are denied. */
  readonly untold: readonly Untold[];
};

/** A time in which a policy may have denied the sessions that were issued before a moment, or all. */
export type Untold = StoppedSpan & { readonly arn: string; readonly beforeMs: number | null };

/** null: the log does not tell. */
type State = {
  readonly isAttached: boolean | null;
  readonly version: string | null;
  readonly denies: ReadonlyMap<string, Denies>;
};
type Denies = { readonly beforeMs: number | null } | "none";

type Verdict =
  | { readonly kind: "denies"; readonly beforeMs: number | null }
  | { readonly kind: "free" }
  | { readonly kind: "untold"; readonly beforeMs: number | null; readonly because: string };

const BEFORE_THE_LOG: State = { isAttached: null, version: null, denies: new Map() };

/**
 * What a managed policy denies to the sessions of `owner`, from call to call: it takes an attachment and the version that counts, and
 * both must be in the log for a proof. Depends on what the turns say, not on their order; of one second, only what all orders give.
 */
export function managedDenies(owner: string, policies: readonly ManagedPolicy[]): ManagedDenies {
  const all = policies.map((policy) => deniesOf(owner, policy));
  return { turns: all.flatMap(({ turns }) => turns), untold: all.flatMap(({ untold }) => untold) };
}

function deniesOf(owner: string, { arn, attached, versions }: ManagedPolicy): ManagedDenies {
  const turns: StoredTurn[] = [];
  const untold: { -readonly [Field in keyof Untold]: Untold[Field] }[] = [];
  let state = BEFORE_THE_LOG;
  let verdict: Verdict = { kind: "free" };
  for (const second of bySecond([...attached, ...versions])) {
    state = after(state, arn, second);
    const next = verdictOf(state, arn);
    const by = second.at(-1);
    if (by === undefined || isSame(verdict, next)) continue;
    const { eventId, timeMs, action } = by;
    const deny = { eventId, timeMs, action, thing: "deny" as const, key: `${owner} ${arn}`, owner };
    const open = untold.at(-1);
    if (open?.toMs === null) open.toMs = timeMs;
    if (next.kind === "denies") turns.push({ ...deny, effect: "made", beforeMs: next.beforeMs });
    else if (verdict.kind === "denies") turns.push({ ...deny, effect: "gone", beforeMs: null });
    if (next.kind === "untold")
      untold.push({ arn, beforeMs: next.beforeMs, fromMs: timeMs, toMs: null, by: toldBy(by, next.because) });
    verdict = next;
  }
  return { turns, untold };
}

function toldBy({ eventId, timeMs, action }: StoredTurn, because: string): Ending {
  return { eventId, timeMs, action, effect: "untold", because };
}

function isSame(a: Verdict, b: Verdict): boolean {
  return a.kind === b.kind && (a.kind === "free" || b.kind === "free" || a.beforeMs === b.beforeMs);
}

/** What the log proves of a policy at one moment. */
function verdictOf({ isAttached, version, denies }: State, arn: string): Verdict {
  const counts = version === null ? undefined : denies.get(version);
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  if (isAttached === false || counts === "none") return { kind: "free" };
  if (isAttached === null)
    return counts === undefined
      ? { kind: "free" }
      : {
          kind: "untold",
          beforeMs: counts.beforeMs,
          because: `Policy ${name} denies sessions from then on. Whether it was attached here is not in the log.`,
        };
  if (counts !== undefined) return { kind: "denies", beforeMs: counts.beforeMs };
  return {
    kind: "untold",
    beforeMs: null,
    because: `Policy ${name} is attached, and the text of the version that counts is not in the log: it may deny sessions, or not.`,
  };
}

/** The state after all calls of one second, in whatever order they came within it. */
function after(before: State, arn: string, second: readonly StoredTurn[]): State {
  const versions = second.filter(({ thing }) => thing === "policy-version");
  const isNew = second.some(({ action }) => action === "CreatePolicy");
  const isGone = versions.some(({ key, effect }) => key === arn && effect === "gone");
  const denies = new Map(isNew || isGone ? [] : before.denies);
  for (const { thing, key, effect, beforeMs } of second) {
    if (thing === "policy-deny") denies.set(key, effect === "made" ? { beforeMs } : "none");
  }
  const attachments = second.flatMap(({ thing, effect }) => (thing === "policy" ? [effect === "made"] : []));
  const isAttached = isNew || isGone ? false : before.isAttached;
  const set = versions.flatMap(({ key, effect }) => (effect === "on" ? [key] : []));
  return {
    isAttached: lastOf(attachments, isAttached),
    version: lastOf(set, isGone ? null : before.version),
    denies,
  };
}

/** What holds after a second: what its calls agree on. Which of several came last is not recorded. */
function lastOf<Value>(said: readonly Value[], before: Value | null): Value | null {
  const [first = before, ...others] = said;
  return others.every((one) => one === first) ? first : null;
}

/** Whole seconds, as records have them, oldest first; within one by the text of their ids. */
function bySecond(turns: readonly StoredTurn[]): StoredTurn[][] {
  const seconds = new Map<number, StoredTurn[]>();
  for (const turn of turns.toSorted((a, b) => a.timeMs - b.timeMs || (a.eventId < b.eventId ? -1 : 1)))
    seconds.set(turn.timeMs, [...(seconds.get(turn.timeMs) ?? []), turn]);
  return [...seconds.values()];
}

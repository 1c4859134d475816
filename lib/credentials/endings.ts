import type { Link } from "./link";
import type { StoredTurn, Use } from "./link-facts";
import type { ManagedDenies, Untold } from "./managed-denies";

/**
 * What a call did to a credential: ended it, let it go on, ended only what it came from, which ends no session already issued, or
 * something of which the log does not tell whether it ended it.
 */
export const ENDING_EFFECTS = ["ends", "again", "leaves", "untold"] as const;

export type Ending = {
  readonly eventId: string;
  readonly timeMs: number;
  readonly action: string;
  readonly effect: (typeof ENDING_EFFECTS)[number];
  readonly because: string;
};

/** A time in which a credential could do nothing, as far as the log shows; without an end where nothing let it go on. */
export type StoppedSpan = { readonly fromMs: number; readonly toMs: number | null; readonly by: Ending };

export type Endings = {
  readonly endings: readonly Ending[];
  readonly stopped: readonly StoppedSpan[];
  /** Times in which nothing tells whether a policy denied it. */
  readonly untold: readonly Untold[];
};

const ROLE_KINDS: ReadonlySet<string> = new Set(["role", "service-role", "instance-role", "sso-role", "agent"]);

/** `user/NAME` or `role/NAME`, as turns name whose a thing is; null where the holder is neither. */
export function ownerOf({ by, name }: Pick<Use, "by" | "name">): string | null {
  if (by.kind === "user") return `user/${name}`;
  return ROLE_KINDS.has(by.kind) ? `role/${name}` : null;
}

type Told = { readonly turn: StoredTurn; readonly ending: Ending };
type Turns = { readonly turns: readonly StoredTurn[]; readonly managed?: ManagedDenies | undefined };

/** Which calls ended a credential, and when it could do nothing: by turns of its own, of its holder, its policies and what it came from. */
export function endingsOf(use: Use, link: Link | null, { turns, managed }: Turns): Endings {
  const told = [...turns, ...(managed?.turns ?? [])]
    .toSorted((a, b) => a.timeMs - b.timeMs || (a.eventId < b.eventId ? -1 : 1))
    .flatMap((turn) => {
      const said = ofKey(use, turn) ?? ofHolder(use, turn) ?? ofOrigin(use, link, turn);
      const { eventId, timeMs, action } = turn;
      return said === null ? [] : [{ turn, ending: { eventId, timeMs, action, ...said } }];
    });
  const { endings, stopped } = spansOf(told);
  const untold = (managed?.untold ?? []).filter((span) => mayMean(use, span));
  const all = [...endings, ...untold.map(({ by }) => by)].toSorted((a, b) => a.timeMs - b.timeMs);
  return { endings: all, stopped, untold };
}

/** What began before a credential was made says nothing of its end; its calls went on in spite of it. */
function mayMean(use: Use, { fromMs, beforeMs }: Untold): boolean {
  const bornMs = use.createdAtMs ?? use.firstMs;
  return bornMs !== null && fromMs >= bornMs && isMeant(use, bornMs, beforeMs);
}

/** Long-term keys carry no time of issue: a condition on it never holds for them. */
function isMeant({ kind }: Use, bornMs: number, beforeMs: number | null): boolean {
  return beforeMs === null || (kind !== "long-term" && kind !== "bearer" && bornMs < beforeMs);
}

type Said = Pick<Ending, "effect" | "because">;

function ofKey(use: Use, { thing, key, effect }: StoredTurn): Said | null {
  if (key !== use.key || (thing !== "access-key" && thing !== "service-credential")) return null;
  switch (effect) {
    case "off":
      return { effect: "ends", because: "The key was made inactive; it may be made active again." };
    case "on":
      return { effect: "again", because: "The key was made active." };
    case "gone":
      return { effect: "ends", because: "The key was deleted." };
    case "made":
      return null;
  }
}

/** Deleting a role or user takes all permissions from its sessions; a deny takes them from those issued before a moment. */
function ofHolder(use: Use, turn: StoredTurn): Said | null {
  const { thing, effect, owner, timeMs, beforeMs } = turn;
  const bornMs = use.createdAtMs ?? use.firstMs;
  if (owner === null || owner !== ownerOf(use) || bornMs === null) return null;
  if ((thing === "user" || thing === "role") && effect === "gone" && timeMs >= bornMs)
    return { effect: "ends", because: `The ${thing} was deleted: nothing is allowed to it any more.` };
  if (thing === "password" && effect === "gone" && use.fromConsole && timeMs >= bornMs)
    return { effect: "leaves", because: "The password was deleted. Console sessions that are open go on." };
  return thing === "deny" ? ofDeny(use, { effect, beforeMs, bornMs }) : null;
}

type Deny = Pick<StoredTurn, "effect" | "beforeMs"> & { readonly bornMs: number };

function ofDeny(use: Use, { effect, beforeMs, bornMs }: Deny): Said | null {
  // A policy that is put anew, and means it no more, is as good as one that is taken away.
  if (effect === "gone" || !isMeant(use, bornMs, beforeMs))
    return {
      effect: "again",
      because: "The policy that denied it was taken away or changed: nothing proves a deny any more.",
    };
  if (effect !== "made") return null;
  const which = beforeMs === null ? "every call" : "every call of sessions that were issued before";
  return { effect: "ends", because: `A policy denies ${which}. It does not reach roles that were taken from it.` };
}

/** What gave a session may end without it. */
function ofOrigin(use: Use, link: Link | null, { thing, key, effect, timeMs }: StoredTurn): Said | null {
  if (link === null || timeMs < (use.createdAtMs ?? use.firstMs ?? Infinity)) return null;
  if (effect !== "gone" && effect !== "off") return null;
  const ended = effect === "gone" ? "was deleted" : "was disabled";
  if (thing === "access-key" && link.fromIsKey && key === link.from)
    return {
      effect: "leaves",
      because: `The key from which it was taken ${ended}. That ends no session already issued.`,
    };
  const what = GIVERS[thing];
  const { scope } = link;
  if (what === undefined || scope === null || !(scope === key || scope.endsWith(`/${key}`))) return null;
  return { effect: "leaves", because: `${what} ${ended}. That ends no session already issued.` };
}

const GIVERS: Partial<Record<StoredTurn["thing"], string>> = {
  "oidc-provider": "The provider whose token it was taken with",
  "saml-provider": "The provider whose assertion it was taken with",
  "trust-anchor": "The trust anchor of its certificate",
  "pod-identity": "The association by which the pod was given it",
};

/** A stop of each kind holds until that is taken back; what is deleted does not come back. */
function spansOf(told: readonly Told[]): Pick<Endings, "endings" | "stopped"> {
  const endings: Ending[] = [];
  const stopped: { fromMs: number; toMs: number | null; by: Ending }[] = [];
  const holding = new Set<string>();
  for (const { turn, ending } of told) {
    const id = `${turn.thing} ${turn.key}`;
    const wasHeld = holding.size > 0;
    // A policy without a deny that is put or taken away says nothing.
    if (turn.thing === "deny" && ending.effect === "again" && !holding.has(id)) continue;
    endings.push(ending);
    if (ending.effect === "ends") holding.add(turn.thing !== "deny" && turn.effect === "gone" ? "for ever" : id);
    else if (ending.effect === "again") holding.delete(id);
    const last = stopped.at(-1);
    if (!wasHeld && holding.size > 0) stopped.push({ fromMs: ending.timeMs, toMs: null, by: ending });
    else if (wasHeld && holding.size === 0 && last !== undefined) last.toMs = ending.timeMs;
  }
  return { endings, stopped };
}

/** The stop that holds at a moment; null where it could act, as far as the log shows. */
export function stoppedAt(stopped: readonly StoppedSpan[], atMs: number): Ending | null {
  return stopped.find((span) => holdsAt(span, atMs))?.by ?? null;
}

/** Whether a time holds a moment. */
export function holdsAt({ fromMs, toMs }: Pick<StoppedSpan, "fromMs" | "toMs">, atMs: number): boolean {
  return fromMs <= atMs && (toMs === null || atMs < toMs);
}

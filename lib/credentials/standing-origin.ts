import type { Mechanism } from "@/lib/cloudtrail/issuance";
import { fitsPrincipal, SKEW_MS } from "./fits";
import { foldCopies, type FoldedFact } from "./fold-copies";
import type { Origin } from "./link";
import type { Evidence, StoredTurn, Use } from "./link-facts";
import { issuedLink, oneOf } from "./make-link";

// Passwords and keys for one service stand until somebody ends them, and the calls that they sign name neither: whose they
// are and when they were set tells which one it was.

const PASSWORDS: ReadonlySet<Mechanism> = new Set<Mechanism>([
  "create-login-profile",
  "update-login-profile",
  "change-password",
]);
const SERVICE_KEYS: ReadonlySet<Mechanism> = new Set<Mechanism>([
  "create-service-specific-credential",
  "reset-service-specific-credential",
]);
/** Calls that say by a mark that a bearer token signed them are Bedrock's. */
const BEARER_SERVICE = "bedrock";

/** Whether the records name only the user whose key for one service signed the calls. */
export function isStanding({ key, kind, by }: Use): boolean {
  return kind === "bearer" && by.kind === "user" && /^(?:AIDA|arn:).*#bearer$/.test(key) && !key.includes("@");
}

/** Of several records that set one key for a service, the last before its use: each gives it a new secret. */
export function lastSetOf(facts: readonly FoldedFact[], firstMs: number | null): readonly FoldedFact[] {
  if (!facts.some(({ mechanism }) => mechanism === "reset-service-specific-credential")) return facts;
  if (!facts.every(({ mechanism }) => SERVICE_KEYS.has(mechanism))) return facts;
  const before = facts.filter(({ timeMs }) => firstMs === null || timeMs <= firstMs + SKEW_MS);
  const lastMs = Math.max(...before.map(({ timeMs }) => timeMs));
  return before.length === 0 ? facts : before.filter(({ timeMs }) => timeMs === lastMs);
}

/** A console session of a user goes back to whoever set the password with which the user signed in. */
export function ofPassword(use: Use, { signIns, standing, turns }: Evidence): Origin | null {
  if (use.by.kind !== "user" || use.kind !== "temporary") return null;
  const seen = foldCopies(signIns).filter((fact) => fact.mechanism === "console-sign-in" && fitsPrincipal(fact, use));
  if (seen.length === 0 && !use.fromConsole) return null;
  const atMs = seen[0]?.timeMs ?? use.createdAtMs ?? use.firstMs;
  if (atMs === null) return null;
  const set = setBefore(use, { standing, turns, atMs });
  const [signIn, another] = seen;
  const usedEventId = signIn !== undefined && another === undefined ? signIn.eventId : use.firstEventId;
  const changed = set.changedByHolder ? " The user then changed it while signing in." : "";
  const links = set.last.map((fact) => ({
    ...issuedLink(fact, use, signIn === undefined ? "D" : "C"),
    usedEventId,
    because:
      signIn === undefined
        ? `The last call before this console session that set the user's password; no record of the sign-in is in the store.${changed}`
        : `The last call that set the user's password before the user signed in with it, and this session was made.${changed}`,
  }));
  return links.length === 0
    ? null
    : oneOf(links, "Several calls set this password in one second; the last of them counts.");
}

type Asked = Pick<Evidence, "standing" | "turns"> & { readonly atMs: number };
type LastSet = { readonly last: readonly FoldedFact[]; readonly changedByHolder: boolean };

function setBefore(use: Use, { standing, turns, atMs }: Asked): LastSet {
  const since = lastGone(turns, ["password", "user"], atMs);
  const set = foldCopies(standing).filter(
    (fact) => PASSWORDS.has(fact.mechanism) && fact.timeMs > since && fact.timeMs <= atMs && fitsPrincipal(fact, use),
  );
  // Who is made to change the password at the sign-in has no key yet: whoever set it before let them in.
  const byOthers = set.filter(({ mechanism, issuerKey }) => mechanism !== "change-password" || issuerKey !== null);
  const own = byOthers.filter(({ issuerKey }) => issuerKey !== use.key);
  const lastMs = Math.max(...own.map(({ timeMs }) => timeMs));
  return {
    last: own.filter(({ timeMs }) => timeMs === lastMs),
    changedByHolder: set.some(
      ({ mechanism, issuerKey, timeMs }) => mechanism === "change-password" && issuerKey === null && timeMs >= lastMs,
    ),
  };
}

/** Of the user's keys for the service, those that could sign while the calls were made. */
export function ofServiceKey(use: Use, { standing, turns }: Evidence): Origin {
  const { firstMs, lastMs } = use;
  const none = { kind: "none" as const, reason: NO_SERVICE_KEY };
  if (firstMs === null || lastMs === null) return none;
  const gone = lastGone(turns, ["user"], firstMs);
  const set = foldCopies(standing).filter(
    (fact) =>
      SERVICE_KEYS.has(fact.mechanism) &&
      (fact.scope === null || fact.scope.startsWith(BEARER_SERVICE)) &&
      fact.timeMs > gone &&
      fact.timeMs <= lastMs + SKEW_MS &&
      fitsPrincipal(fact, use),
  );
  const able = set.filter((fact) => endOfSecret(fact, set, turns) >= firstMs);
  const links = able.map((fact) => ({
    ...issuedLink(fact, use, "C"),
    because:
      "The user had this key for the service while the calls were made; their records say that a bearer key of the user signed them, and not which.",
  }));
  return links.length === 0
    ? none
    : oneOf(links, "The user had several keys for the service at the time. Records of the calls do not name the key.");
}

/** When a secret ceased to sign: reset, deleted, expired. One that is only inactive may be active again. */
function endOfSecret(fact: FoldedFact, set: readonly FoldedFact[], turns: readonly StoredTurn[]): number {
  const resets = set.filter(({ key, timeMs }) => key !== null && key === fact.key && timeMs > fact.timeMs);
  const deleted = turns.filter(
    ({ thing, key, effect, timeMs }) =>
      thing === "service-credential" && key === fact.key && effect === "gone" && timeMs >= fact.timeMs,
  );
  return Math.min(fact.expiresAtMs ?? Infinity, ...[...resets, ...deleted].map(({ timeMs }) => timeMs));
}

/** After what was gone, nothing that was set before it counts. */
function lastGone(turns: readonly StoredTurn[], things: readonly string[], beforeMs: number): number {
  const gone = turns.filter(
    ({ thing, effect, timeMs }) => effect === "gone" && things.includes(thing) && timeMs <= beforeMs,
  );
  return Math.max(-Infinity, ...gone.map(({ timeMs }) => timeMs));
}

const NO_SERVICE_KEY =
  "A key for one service; the call that made it (CreateServiceSpecificCredential) is not in the store.";

import type { Mechanism } from "@/lib/cloudtrail/issuance";
import type { PrincipalKind } from "@/lib/cloudtrail/normalised-event";

/** How a credential was obtained, as one record says it. */
export type Issue = {
  readonly mechanism: Mechanism;
  readonly principalId: number;
  readonly principalKind: PrincipalKind;
  readonly issuerKey: string | null;
  /** Who asked, as a provider outside IAM names them. */
  readonly subject: string | null;
};

/**
 * Whose a call was that the record gives to somebody else: `other` for certain; `set-up`: another's, unless the subject made the
 * credential before the records begin; `unknown`.
 */
export type Origin = { readonly by: "other" | "set-up" | "unknown"; readonly why: string };

type Caller = { readonly kind: PrincipalKind; readonly key: string | null };

const LEVELS_MAX = 8;

/** Kinds of caller of whom a record does not say enough to rule anybody out. */
const UNTIED: Partial<Readonly<Record<PrincipalKind, string>>> = {
  "aws-service": "a service made them in its own name",
  "foreign-account": "the record names another account only",
  anonymous: "they are anonymous",
  unattributed: "the record names no caller",
  "workload-identity": "the caller is known by a token's claims only",
};

/** Somebody from outside AWS stood at the beginning: not a thing that an identity could have had act. */
const FROM_OUTSIDE = new Set<Mechanism>([
  "assume-role-with-saml",
  "assume-role-with-web-identity",
  "roles-anywhere",
  "identity-center",
  "cognito",
]);

const PEOPLE = new Set<PrincipalKind>(["saml-user", "web-identity", "identity-center-user", "directory", "root"]);

/**
 * Goes back from the credential of a call to where it began. A service, a function or a pod at the beginning says nothing about who had it
 * act, and so rules nobody out.
 */
export function originOf(caller: Caller, issues: ReadonlyMap<string, readonly Issue[]>): Origin {
  let { kind, key } = caller;
  for (let level = 0; level < LEVELS_MAX; level++) {
    const untied = UNTIED[kind];
    if (untied !== undefined) return { by: "unknown", why: untied };
    const issue = key === null ? null : onlyIssue(issues.get(key) ?? []);
    if (issue === "several") return { by: "unknown", why: "records disagree about who obtained the credential" };
    if (issue === null) return firstHolder(kind);
    const began = beginningOf(issue);
    if (began !== null) return began;
    kind = issue.principalKind;
    key = issue.issuerKey;
  }
  return { by: "unknown", why: "the way back to who began is too long" };
}

/** Copies of one call in two accounts count once, the one that names the caller before the one that names an account. */
function onlyIssue(found: readonly Issue[]): Issue | "several" | null {
  const named = found.filter(({ principalKind }) => principalKind !== "foreign-account");
  const candidates = named.length > 0 ? named : found;
  const [first] = candidates;
  if (first === undefined) return null;
  return candidates.every(({ principalId }) => principalId === first.principalId) ? first : "several";
}

function beginningOf({ mechanism, principalKind, subject }: Issue): Origin | null {
  if (mechanism === "service-assume-role" || principalKind === "aws-service")
    return { by: "unknown", why: "a service ran as that role, and who had it run is not in the record" };
  if (mechanism === "pod-identity" || subject?.startsWith("system:serviceaccount:") === true)
    return { by: "unknown", why: "a pod ran as that role, and who had it run is in the cluster's own log" };
  if (FROM_OUTSIDE.has(mechanism)) return { by: "other", why: "somebody from outside AWS signed in" };
  return null;
}

function firstHolder(kind: PrincipalKind): Origin {
  if (kind === "user")
    return { by: "set-up", why: "another user, and who made the key or password is not in the records" };
  if (PEOPLE.has(kind)) return { by: "other", why: "the record names another" };
  return { by: "unknown", why: "who obtained the credential is not in the records" };
}

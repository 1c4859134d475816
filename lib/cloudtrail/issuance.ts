import type { LifeTurn } from "./life";

/** How a credential came to be, as one record says it. */
export const MECHANISMS = [
  "assume-role",
  "service-assume-role",
  "assume-role-with-saml",
  "assume-role-with-web-identity",
  "assume-root",
  "get-session-token",
  "get-federation-token",
  "delegated-access",
  "roles-anywhere",
  "identity-center",
  "pod-identity",
  "cognito",
  "workload-token",
  "oauth-token",
  "web-identity-token",
  "sign-in-token",
  "console-sign-in",
  "create-access-key",
  "create-service-specific-credential",
  "reset-service-specific-credential",
  "create-login-profile",
  "update-login-profile",
  "change-password",
] as const;
export type Mechanism = (typeof MECHANISMS)[number];

/** Whom an issued credential acts as, as far as the issuing record tells. */
export type IssuedTo = {
  readonly account: string | null;
  /** Of the role or user, without its path. */
  readonly name: string | null;
  /** AROA…, AIDA… */
  readonly uniqueId: string | null;
  readonly sessionName: string | null;
};

/** One credential that a record says was issued. */
export type Issuance = IssuedTo & {
  readonly mechanism: Mechanism;
  /** The id by which later calls name it; null where the record does not tell it. */
  readonly key: string | null;
  /** The key or token that was shown for it; null where a password, a certificate or a service stands at the beginning. */
  readonly issuerKey: string | null;
  /** null: not told, or it does not end by itself. */
  readonly expiresAtMs: number | null;
  readonly sourceIdentity: string | null;
  /** Who asked, as a provider outside IAM names them: a token's subject, a certificate, a directory's user. */
  readonly subject: string | null;
  /** What it was issued for: an instance, a pod's association, a sign-in session, a service. */
  readonly scope: string | null;
  /** Session tags, `key=value`. */
  readonly tags: readonly string[];
};

/** What a record says of a role that an agent or a runtime acts as. */
export type RoleFact = { readonly account: string; readonly name: string; readonly agent: string };

/** Ids that all records of one run carry. */
export const SHARED_RUN_KINDS = ["agent-session", "runtime-session", "mcp-session", "flow-execution"] as const;
export const RUN_KINDS = [...SHARED_RUN_KINDS, "request"] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/**
 * How work that a call started under another role can be known again. `start`: the ARN that its records carry, or the service, account
 * and session name that the service alone gives. `start-role`: the service, account and role, or a session name that all such work
 * shares: one of several.
 */
export const START_KINDS = ["start", "start-role"] as const;
export type StartKind = (typeof START_KINDS)[number];

/** An id that several records of one run carry. `request` names the requestID of a call that this one caused. */
export type RunMark = { readonly kind: RunKind | StartKind; readonly value: string };

/** What few records say beyond themselves; null for all others. */
export type Traces = {
  readonly issuances: readonly Issuance[];
  readonly roles: readonly RoleFact[];
  readonly runs: readonly RunMark[];
  readonly lives: readonly LifeTurn[];
};

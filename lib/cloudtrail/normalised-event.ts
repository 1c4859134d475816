import type { Traces } from "./issuance";

/** What kind of record it is: sibling schemas are never mistaken for API events. */
export const RECORD_KINDS = [
  "api-call",
  "service-event",
  "console-action",
  "sign-in",
  "network-activity",
  "insight",
  "aggregated",
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** `eventCategory`, with "unknown" where neither it nor `managementEvent` nor the kind says. The position is what the store keeps. */
export const CATEGORIES = ["unknown", "management", "data", "network-activity", "insight", "aggregated"] as const;
export type Category = (typeof CATEGORIES)[number];

export const PRINCIPAL_KINDS = [
  "role",
  "service-role",
  "service-linked-role",
  "instance-role",
  "sso-role",
  "agent",
  "user",
  "root",
  "aws-service",
  "federated-user",
  "saml-user",
  "web-identity",
  "identity-center-user",
  "directory",
  "workload-identity",
  "foreign-account",
  "anonymous",
  "unattributed",
] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

/** Who called, as far as this record alone says; a role that an agent acts as is known as one only from other records. `key` is canonical: two records of one principal give the same. */
export type Principal = {
  readonly kind: PrincipalKind;
  readonly key: string;
  readonly account: string | null;
  /** Of the role or user, not of the session; with its path where the record has it. */
  readonly arn: string | null;
  /** AROA…, AIDA… without the session name. */
  readonly uniqueId: string | null;
  readonly name: string;
};

export type CredentialKind = "long-term" | "temporary" | "keyless" | "bearer";

/** What signed the call. `key` is the access key id, or `<principalId>@<creationDate>` where AWS omits it. */
export type Credential = {
  readonly kind: CredentialKind;
  readonly key: string;
  readonly createdAtMs: number | null;
  readonly sessionName: string | null;
  readonly marks: CredentialMarks;
};

/** What records say of a credential's session and of the hand that uses it; records that say different things give it twice. */
export type CredentialMarks = {
  /** Set when the first session of a chain was made, and kept through it. */
  readonly sourceIdentity: string | null;
  /** What it was issued to: a function, a task, an instance. */
  readonly scope: string | null;
  readonly signInSession: string | null;
  /** Which version of the instance metadata service gave it out. */
  readonly delivery: string | null;
  /** The provider of the web identity that it was given for. */
  readonly provider: string | null;
  /** The user of a directory for whom it acts. */
  readonly behalfOf: string | null;
  readonly fromConsole: boolean;
  /** A service called with it for its holder. */
  readonly forwarded: boolean;
  /** The agent in whose hand it was. */
  readonly agent: string | null;
};

export const NO_MARKS: CredentialMarks = {
  sourceIdentity: null,
  scope: null,
  signInSession: null,
  delivery: null,
  provider: null,
  behalfOf: null,
  fromConsole: false,
  forwarded: false,
  agent: null,
};

/** A thing in AWS that a record names: `key` is its ARN, or the name as sent. An object's parent is its bucket. */
export type ResourceRef = {
  readonly type: string;
  readonly key: string;
  readonly account: string | null;
  readonly parent: ResourceRef | null;
};

export const RESOURCE_ROLES = ["target", "related", "key", "role", "source", "destination"] as const;
export type ResourceRole = (typeof RESOURCE_ROLES)[number];
export type ResourceTouch = { readonly resource: ResourceRef; readonly role: ResourceRole };

/** One record, typed. Only what lists, filters and rollups need: all else is read from the evidence. */
export type NormalisedEvent = {
  readonly kind: RecordKind;
  readonly category: Category;
  /** As delivered; null where the record has none (the store then derives an id from its content). */
  readonly eventId: string | null;
  readonly timeMs: number;
  /** End of the interval for aggregated and insight records. */
  readonly windowEndMs: number | null;
  readonly source: string;
  readonly name: string;
  readonly region: string;
  /** `recipientAccountId`, else the caller's account, else "unknown". */
  readonly account: string;
  readonly principal: Principal;
  readonly credential: Credential | null;
  /** The first is what was acted on. No resource twice. */
  readonly resources: readonly ResourceTouch[];
  readonly errorCode: string | null;
  /** null: the record does not say. */
  readonly readOnly: boolean | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly sharedEventId: string | null;
  readonly invokedBy: string | null;
  /** bytesTransferredIn + Out where the record has them. */
  readonly bytes: number | null;
  /** What it says of credentials, agents' roles and runs; null for nearly all. */
  readonly traces: Traces | null;
};

/** Why a value cannot be stored as an event. */
export const QUARANTINE_REASONS = [
  "not-an-object",
  "not-a-cloudtrail-record",
  "no-event-time",
  "bad-event-time",
  "time-out-of-bounds",
  "no-event-name",
  "unreadable-json",
  "too-deep",
  "not-storable-text",
  "id-collision",
  "too-large",
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];
export type Rejection = { readonly reason: QuarantineReason; readonly detail: string };

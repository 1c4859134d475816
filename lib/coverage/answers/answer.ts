import type { ResourceRole } from "@/lib/cloudtrail/normalised-event";
import type { DroppedRange } from "@/lib/retention/dropped-range";
import type { Verb } from "./verb";

/** Why a question cannot be answered, the easiest to remove first. */
export const LIMIT_KINDS = [
  "unverified",
  "not-held",
  "quarantined",
  "configuration-unknown",
  "uploaded-configuration",
  "too-many",
  "unnamed-resource",
  "failed-call",
  "indirect",
  "issued-unseen",
  "set-up-before",
  "unattributed",
  "existed-before",
  "account-unknown",
  "foreign-account",
  "dropped",
  "not-recorded",
  "partly-recorded",
  "inferred",
  "unknown-kind",
  "not-loggable",
] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

export type Limit = {
  readonly kind: LimitKind;
  /** In words: what is not known. */
  readonly text: string;
  /** What would remove it; null where nothing does. */
  readonly remedy: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly account: string | null;
  readonly region: string | null;
  readonly events: readonly string[];
  /** The family of which a part was recorded. */
  readonly family?: string;
};

export type CitedEvent = {
  readonly eventId: string;
  readonly timeMs: number;
  readonly source: string;
  readonly action: string;
  readonly identity: string;
  readonly credential: string | null;
  readonly account: string;
  readonly region: string;
  /** Null: done by the subject itself; else how it is tied to it. */
  readonly through: string | null;
};

export type Verdict = "yes" | "no" | "cannot-say";

export type Question = {
  readonly did: Verb;
  readonly fromMs: number;
  readonly toMs: number;
  /** Null: anybody. */
  readonly subject: Subject | null;
  readonly resource: AskedResource;
};

export type Subject = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Null where it has none. */
  readonly arn: string | null;
  readonly accounts: readonly string[];
};

export type AskedResource = {
  readonly arn: string;
  readonly type: string;
  /** Whose it is; null where nothing says. */
  readonly account: string | null;
  /** Null where nothing says: then it may be any. */
  readonly region: string | null;
  /** Whether all in it is asked about too. */
  readonly isContainer: boolean;
};

/** Calls on the resource of one caller, credential and operation. */
export type TouchGroup = {
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean | null;
  /** `failed`: in the service itself, so that it may have been done. */
  readonly outcome: "done" | "refused" | "failed";
  readonly events: number;
  readonly sample: readonly CitedEvent[];
  /**
   * `subject`, or `derived` from its credentials; `other` for certain; `set-up`: another's, unless the subject made the credential before the
   * records begin; `unknown` whose it was.
   */
  readonly by: "subject" | "derived" | "other" | "set-up" | "unknown";
  readonly why: string;
  /** As what the call names the resource: a copy's source is read, a key is used. */
  readonly role: ResourceRole;
  /** Whether the record names a key of KMS besides. */
  readonly withKey: boolean;
};

export type IssuedCredential = {
  readonly eventId: string;
  readonly atMs: number;
  readonly account: string | null;
  readonly name: string;
  /** Whether what is done with it can be told from what others do: its key is known. */
  readonly isTraceable: boolean;
};

export type OtherCalls = {
  readonly source: string;
  readonly name: string;
  readonly events: number;
  readonly sample: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  /** In words why they may be it and the record does not tell. */
  readonly why: string | null;
};

/** A call that made a copy of the thing. */
export type CopyCall = { readonly eventId: string; readonly source: string; readonly name: string };

/** Records that could not be read, and in how many log files. */
type Unread = { readonly records: number; readonly files: number };

/** All that the store has to say about a question. */
export type AnswerEvidence = {
  readonly touches: readonly TouchGroup[];
  readonly touchesAreCut: boolean;
  readonly issued: readonly IssuedCredential[];
  readonly indirect: readonly OtherCalls[];
  /** Calls of the subject that may have touched the resource and do not name it. */
  readonly unnamed: readonly OtherCalls[];
  readonly quarantined: Unread;
  /** The same in log files that retention dropped: nobody can read them any more. */
  readonly droppedUnread: Unread;
  /** What retention dropped of the accounts that are asked about. */
  readonly dropped: readonly DroppedRange[];
  /** Whether the resource was touched before the time asked about. */
  readonly existedBefore: boolean;
  /** Calls up to the end of the time that set a policy on the resource, by which others may have been let in. */
  readonly policies?: readonly string[];
  /** Calls up to the end of the time that made a copy of the resource. */
  readonly copies?: readonly CopyCall[];
  /** The Regions that anything is known of. */
  readonly regions: readonly string[];
  /** When the subject was made, where a record shows it and nothing of it is older; null where what it did before is not here. */
  readonly createdMs: number | null;
  /** From when on anything of the accounts is here; null where nothing is. */
  readonly beginMs: number | null;
};

export type Answer = {
  readonly question: Question;
  readonly verdict: Verdict;
  /** The calls that make it a yes. */
  readonly events: readonly CitedEvent[];
  /** How many such calls there are; with limits, at least so many. */
  readonly total: number;
  /** Calls that were refused or failed. */
  readonly attempts: readonly CitedEvent[];
  readonly limits: readonly Limit[];
  /** What a no takes for given. */
  readonly assumptions: readonly string[];
};

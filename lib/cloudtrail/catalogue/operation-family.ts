import type { EventClass } from "../selectors/event-class";

/** How sure it is that these calls make these events: `confirmed` by AWS's documentation or real records, else deduced from names. */
export type Certainty = "confirmed" | "inferred";

/** A group of API calls that one kind of selector switches on. */
export type OperationFamily = {
  /** The resource type for data events, `management` or `management:<what>`, `NetworkActivity:<eventSource>`, or `unrecorded:<what>`. Stable. */
  readonly id: string;
  readonly title: string;
  /** What people would look for it under. */
  readonly group: string;
  readonly eventClass: EventClass;
  readonly ai: boolean;
  /** Whether it is on the way of an agent: shown before anybody asks. */
  readonly isFollowed: boolean;
  /** The one Region that records it; null where the Region of the call does. */
  readonly recordedIn: string | null;
  /** False: no setting of CloudTrail records it. */
  readonly isLoggable: boolean;
  readonly proves: string;
  readonly neverContains: string;
  /** Where to look for what the record does not contain. */
  readonly instead: string;
  readonly certainty: Certainty;
  /** What the certainty rests on. */
  readonly basis: string;
};

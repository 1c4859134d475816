import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";

import type { Part } from "./agents/parts-in";

export type SinkKind = "trail" | "event-data-store";

/** A trail or event data store as it is set up. */
export type SinkSettings = {
  readonly kind: SinkKind;
  readonly name: string;
  readonly owner: string;
  /** Where it is changed, and the only Region of one that is not multi-Region. */
  readonly home: string;
  readonly multiRegion: boolean;
  readonly organisation: boolean;
  readonly globalEvents: boolean;
  readonly bucket: string | null;
  readonly prefix: string | null;
  readonly kmsKey: string | null;
  readonly validation: boolean;
};

/** Whether Bedrock writes the prompts and answers of an account and Region somewhere, and which: this is apart from CloudTrail. */
export type InvocationLogging = {
  readonly isOn: boolean;
  readonly bucket: string | null;
  readonly prefix: string | null;
  readonly logGroup: string | null;
  /** Which data: text, image, embedding, video, audio. */
  readonly data: readonly string[];
};

/**
 * What can be known of a subject: of a sink (by its ARN), an account (by its id), a bucket or key that delivery hangs on, two things that stand
 * together (`whole > part`), or Bedrock in an account and Region (`bedrock:<account>:<region>`).
 */
export type FactValues = {
  readonly existence: boolean;
  /** Null: changed to something that could not be read. */
  readonly settings: SinkSettings | null;
  /** Null: changed to something that could not be read. */
  readonly selectors: SelectorSet | null;
  readonly logging: boolean;
  /** Null: delivery works; else why it fails. */
  readonly delivery: string | null;
  /** Whether the account is in the organisation. */
  readonly membership: boolean;
  /** That somebody looked at all trails of the account: each that was there is a subject of its own. */
  readonly inventory: true;
  /** What an agent, or a part of one, is made of. */
  readonly part: Part;
  /** Null: changed to something that could not be read. */
  readonly "invocation-logging": InvocationLogging | null;
};
export type Aspect = keyof FactValues;

/** `imported`: configuration that somebody fetched; `delivered`: a record pulled from the trail's own bucket or verified; `uploaded`: any other record. */
export type Trust = "imported" | "delivered" | "uploaded";

export type Origin = {
  readonly kind: "snapshot" | "event";
  /** The file or the eventID. */
  readonly name: string;
  readonly trust: Trust;
};

/**
 * Something that was so during `[fromMs, toMs]`, which is one moment for a snapshot or a change. `isChange`: before it, something else may
 * have been so.
 */
export type FactOf<A extends Aspect> = {
  readonly subject: string;
  readonly aspect: A;
  readonly value: FactValues[A];
  readonly fromMs: number;
  readonly toMs: number;
  readonly isChange: boolean;
  /** When we learnt it. */
  readonly knownAtMs: number;
  readonly origin: Origin;
};
export type Fact = { [A in Aspect]: FactOf<A> }[Aspect];

/** Where one sink's files of one account and Region are here without a gap; `verified` where digests say so. */
export type HeldPlace = {
  readonly account: string;
  readonly region: string;
  /** The sink's ARN. */
  readonly sink: string;
  readonly complete: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly verified: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly firstWrite: FirstWrite;
};

/**
 * When the first management event that is no read was among a sink's records, in Unix milliseconds; null: there is none here. From then on it
 * took changes of how logging is set up. `verified`: in a file that signed digests vouch for.
 */
export type FirstWrite = { readonly complete: number | null; readonly verified: number | null };

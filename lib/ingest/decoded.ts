import type { QuarantineReason } from "@/lib/cloudtrail/normalised-event";
import type { SideKind } from "./side-files";

/**
 * How records lie in a text. The format is stored with the file, so that record k can be found again later.
 * - records: `{"Records":[…]}` · array: `[…]` · sequence: one object, NDJSON, concatenated or pretty-printed objects
 * - eventbridge: envelopes with `detail` · logs-subscription: `{logEvents:[{message}]}` · filtered-logs: `{events:[{message}]}`
 * - lookup: `{Events:[{CloudTrailEvent}]}` · lookup-lines: such events in a line each, or in a bare list
 * - wrapped: objects whose record is a JSON string in `message` or `_raw`, or lies under a vendor key · csv-raw: CSV with a `_raw` column
 *
 * In records, array and sequence every element is one record, as it is; in the others a record is what its wrapping holds.
 */
export const TEXT_FORMATS = [
  "records",
  "array",
  "sequence",
  "eventbridge",
  "logs-subscription",
  "filtered-logs",
  "lookup",
  "lookup-lines",
  "wrapped",
  "csv-raw",
] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** What a text is that holds no records. A digest and what lies beside log files is kept, all else is only named. */
export type SkipKind = SideKind | "digest" | "empty" | "control-message" | "configuration" | "other";

/** Not CloudTrail records: what it is instead, in words for the user. */
export type Skip = { readonly skip: string; readonly kind: SkipKind };

/** Why a record could not be read. */
export type BadRecord = {
  readonly reason: Extract<QuarantineReason, "unreadable-json" | "too-deep" | "too-large">;
  readonly detail: string;
};

/** The records of one text in their order; `records[k]` of a bad k is undefined. */
export type Decoded = {
  readonly format: TextFormat;
  readonly records: readonly unknown[];
  readonly bad: ReadonlyMap<number, BadRecord>;
};

/** Which part of its file a text is: a cut list is whole in the first and middle parts, and truncated only at the end of the file. */
export type TextPart = "whole" | "first" | "middle" | "last";

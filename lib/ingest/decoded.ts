/**
 * How records lie in a text. The format is stored with the file, so that record k can be found again later.
 * - records: `{"Records":[…]}` · array: `[…]` · sequence: one object, NDJSON, concatenated or pretty-printed objects
 * - eventbridge: envelopes with `detail` · logs-subscription: `{logEvents:[{message}]}` · filtered-logs: `{events:[{message}]}`
 * - lookup: `{Events:[{CloudTrailEvent}]}` · lookup-lines: one such event a line
 * - wrapped: objects whose record is a JSON string in `message` or `_raw`, or lies under a vendor key · csv-raw: CSV with a `_raw` column
 */
export const TEXT_FORMATS = [
  "records", "array", "sequence", "eventbridge", "logs-subscription", "filtered-logs", "lookup", "lookup-lines", "wrapped", "csv-raw",
] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** Not CloudTrail records: what it is instead, in words for the user. */
export type Skip = { readonly skip: string };

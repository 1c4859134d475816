import type { QuarantineReason } from "@/lib/cloudtrail/normalised-event";

const WORDS: Record<QuarantineReason, string> = {
  "not-an-object": "Not a JSON object",
  "not-a-cloudtrail-record": "Not a CloudTrail record",
  "no-event-time": "No event time",
  "bad-event-time": "Event time that is no time",
  "time-out-of-bounds": "Event time out of bounds",
  "no-event-name": "No event name",
  "unreadable-json": "Unreadable JSON",
  "too-deep": "Nested too deeply",
  "not-storable-text": "Text that cannot be stored",
  "id-collision": "Two events under one id",
  "too-large": "Record too large",
};

/** What a reason is called on the screen; one that is not known is shown as it is. */
export function quarantineReasonWords(reason: string): string {
  return isKnown(reason) ? WORDS[reason] : reason;
}

function isKnown(reason: string): reason is QuarantineReason {
  return reason in WORDS;
}

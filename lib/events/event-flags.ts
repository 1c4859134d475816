import { RECORD_KINDS, type RecordKind } from "@/lib/cloudtrail/normalised-event";

const KIND_BITS = 0b1111;
const READ_ONLY_SHIFT = 4;
const ERROR_BIT = 1 << 6;
/** Set in SQL when a further copy of the event has other content. */
export const COPIES_DIFFER_BIT = 1 << 7;

export type EventFlags = {
  readonly kind: RecordKind;
  /** null: the record does not say. */
  readonly readOnly: boolean | null;
  readonly isError: boolean;
  readonly copiesDiffer: boolean;
};

/** The `flags` column of `event`. */
export function encodeEventFlags(flags: Omit<EventFlags, "copiesDiffer">): number {
  const readOnly = flags.readOnly === null ? 0 : flags.readOnly ? 1 : 2;
  return RECORD_KINDS.indexOf(flags.kind) | (readOnly << READ_ONLY_SHIFT) | (flags.isError ? ERROR_BIT : 0);
}

/** What the `flags` column of `event` says. */
export function decodeEventFlags(flags: number): EventFlags {
  const readOnly = (flags >> READ_ONLY_SHIFT) & 0b11;
  return {
    kind: RECORD_KINDS[flags & KIND_BITS] ?? "api-call",
    readOnly: readOnly === 0 ? null : readOnly === 1,
    isError: (flags & ERROR_BIT) !== 0,
    copiesDiffer: (flags & COPIES_DIFFER_BIT) !== 0,
  };
}

/** For `where (flags & mask) = value` in SQL: what the record calls no read. */
export const WRITE_FLAGS = { mask: 0b11 << READ_ONLY_SHIFT, value: 2 << READ_ONLY_SHIFT };
/** For `where (flags & …) <> 0` in SQL. */
export const ERROR_FLAG_BIT = ERROR_BIT;

import type { QuarantineReason } from "@/lib/cloudtrail/normalised-event";
import type { TextFormat, TextPart } from "../decoded";
import type { PlainRecords } from "../plain-records";
import { EventRows } from "./event-rows";
import type { BatchSide } from "./keep-sides";

/** One part of a log file, as it will be kept and as it was read. */
export type Segment = {
  readonly n: number;
  readonly firstRecord: number;
  readonly records: number;
  readonly text: string;
  readonly textBytes: number;
  readonly format: TextFormat;
  readonly part: TextPart;
  /** Where in the text the records are, where that is known without a search. */
  readonly plain: PlainRecords | null;
  /** Gzip: the bytes as delivered, or made by us. */
  readonly gzip: Buffer;
};

/** A log file, or the part of a large one, that commits whole. */
export type Unit = {
  readonly path: string;
  readonly sha256: string;
  readonly compressed: boolean;
  readonly deliveredBytes: number;
  readonly damage: string | null;
  readonly publishTimeMs: number | null;
  readonly format: TextFormat;
  readonly segment: Segment;
  /** No further unit of this file follows. */
  readonly isLast: boolean;
};

export type BatchReject = {
  readonly unit: Unit;
  readonly recordIndex: number;
  readonly reason: QuarantineReason;
  readonly detail: string;
};

/** One of CloudTrail's digests, kept as it was delivered. */
export type BatchDigest = { readonly path: string; readonly sha256: Buffer; readonly gzip: Buffer };

/** What one transaction loads: many small log files, or one segment of a large one. */
export type Batch = {
  readonly digests: BatchDigest[];
  readonly sides: BatchSide[];
  readonly units: Unit[];
  /** Their owners are places in `units`. */
  readonly events: EventRows;
  readonly rejects: BatchReject[];
};

/** A batch with nothing in it. */
export function emptyBatch(): Batch {
  return { units: [], events: new EventRows(), rejects: [], digests: [], sides: [] };
}

/** What came of one unit. */
export type UnitResult = {
  readonly unit: Unit;
  readonly outcome: "loaded" | "already-here";
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
};

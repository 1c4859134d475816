import { z } from "zod";

/** What a source is known to leave out before records reach us. */
export const SOURCE_FILTERS = [
  /** Nothing: every record of its sink comes. */
  "nothing",
  /** Management events that only read, as an EventBridge rule does by default. */
  "read-only-management",
  "management",
  "data",
  "network-activity",
  /** Something, nobody said what. */
  "unknown",
] as const;
export const SourceFilter = z.enum(SOURCE_FILTERS);
export type SourceFilter = z.infer<typeof SourceFilter>;

/** Why a stretch of time within a sink is not complete. */
export const HOLE_KINDS = [
  /** A digest names a log file that is not here. */
  "file-missing",
  /** A digest is not here, or is not AWS's: nothing says what was delivered. */
  "digest-missing",
  /** No file, although the hours around it have some and other accounts or Regions of the sink have some then. */
  "no-files",
  /** No file of the whole sink, although the hours around it have some. */
  "sink-silent",
  /** CloudTrail delivered nothing: logging was off between two chains of digests. */
  "not-logging",
  /** Its log files were dropped by retention. */
  "dropped",
] as const;
export const HoleKind = z.enum(HOLE_KINDS);
export type HoleKind = z.infer<typeof HoleKind>;

export const Hole = z.object({ fromMs: z.number(), toMs: z.number(), kind: HoleKind, detail: z.string() });
export type Hole = z.infer<typeof Hole>;

/**
 * How far the records of one account and Region are here, from one sink: a trail's place in S3, or a source with no such
 * layout. Times are event times; `fromMs` to `untilMs` is complete but for the holes.
 */
export const Watermark = z.object({
  sinkId: z.number(),
  /** Bucket with prefix and organisation, or the name of the source. */
  sink: z.string(),
  source: z.string(),
  account: z.string(),
  accountName: z.string().nullable(),
  region: z.string(),
  fromMs: z.number(),
  untilMs: z.number(),
  /** What says so: signed digests, the publish times in file names, or no more than the events themselves. */
  basis: z.enum(["digests", "file-names", "events"]),
  leavesOut: z.array(SourceFilter),
  files: z.number(),
  /** From the event to the publish time in the name of its file; null where the names carry none. */
  lagP50Ms: z.number().nullable(),
  lagP99Ms: z.number().nullable(),
  holes: z.array(Hole),
});
export type Watermark = z.infer<typeof Watermark>;

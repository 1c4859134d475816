import { z } from "zod";
import { NumberList } from "@/lib/base/number-list";
import { COVERAGE_STATES } from "@/lib/coverage/coverage";
import { EventFilter } from "@/lib/events/event-filter";
import { defineEndpoint } from "@/lib/http/endpoint";
import { LANE_DIMENSIONS } from "./lane-dimensions";

/** A stretch of time of a filter, whose own time does not count. */
const STRETCH = { filter: EventFilter, fromMs: z.number().int(), toMs: z.number().int() };

export const DENSITY_BUCKETS_MAX = 2000;
/** What the strip of a page asks for. */
export const STRIP_BUCKETS = 600;

/** Counts per bucket over the whole filtered set. Bucket k starts at `startMs + k * bucketMs`; the first and last reach beyond the window. */
export const Density = z.object({
  /** The window that was asked for, or the whole extent of the events; null where there are none. */
  window: z.object({ fromMs: z.number(), toMs: z.number() }).nullable(),
  startMs: z.number(),
  bucketMs: z.number(),
  ok: NumberList,
  error: NumberList,
  total: z.number(),
  /** Counted once and dropped by retention since, bucket by bucket; empty where nothing was. At most so many where `isCounted` is false. */
  dropped: z.array(z.number()),
  /** Where only the latest part could be counted: the count goes on before this moment. */
  uncountedBeforeMs: z.number().nullable(),
  /** Wider buckets than were asked for, to be there at once: ask again without `isFirst`. */
  isRough: z.boolean(),
  /** Whether the rollups can count this filter: only then can a list be entered at any position. */
  isCounted: z.boolean(),
});
export type Density = z.infer<typeof Density>;

export const getDensity = defineEndpoint({
  method: "GET",
  path: "/api/v1/timeline/density",
  role: "viewer",
  input: z.object({
    filter: EventFilter,
    buckets: z.number().int().min(1).max(DENSITY_BUCKETS_MAX).default(600),
    /** Goes on with a count that stopped early: what it gave as `uncountedBeforeMs`. */
    beforeMs: z.number().nullable().default(null),
    /** Somebody waits for a first picture: a rougher one, or of less time, is better than a late one. */
    isFirst: z.boolean().default(false),
  }),
  output: Density,
});

export const LANE_BUCKETS_MAX = 4000;
/** A tile is two to eight times as long as what is seen of it: that leaves 300 buckets or more in sight. */
export const TILE_BUCKETS = 2400;
export const LANES_MAX = 200;
/** Up to this many events are given one by one; above, only their counts. */
export const MARKS_MAX = 4000;

/** Counts of one lane, as columns of equal length: one entry a bucket, kind of call and outcome that has any. */
const LaneCells = z.object({
  bucket: NumberList,
  /** Position in CALL_KINDS. */
  kind: NumberList,
  failed: NumberList,
  events: NumberList,
});

/** What a lane stands for in one of its dimensions. `value` is what a filter clause for it holds; null where the events name none. */
const LaneName = z.object({ value: z.string().nullable(), label: z.string(), note: z.string().nullable() });
export type LaneName = z.infer<typeof LaneName>;

const Lane = z.object({
  /** Stable for the same dimensions: what stands in addresses. */
  key: z.string(),
  /** One name a dimension, the outer one first. */
  names: z.array(LaneName).min(1).max(2),
  events: z.number(),
  failed: z.number(),
  cells: LaneCells,
});
export type Lane = z.infer<typeof Lane>;

/** Single events, as columns of equal length, in time order; those of earlier whose interval reaches into the time are among them, uncounted. */
const LaneMarks = z.object({
  eventId: z.array(z.string()),
  timeMs: z.array(z.number()),
  /** End of the interval of aggregated and insight records, else null. */
  endMs: z.array(z.number().nullable()),
  /** Position in `lanes`. */
  lane: z.array(z.number()),
  kind: z.array(z.number()),
  failed: z.array(z.number()),
  /** Position in `actions`. */
  action: z.array(z.number()),
  actions: z.array(z.string()),
});
export type LaneMarks = z.infer<typeof LaneMarks>;

export const Lanes = z.object({
  startMs: z.number(),
  endMs: z.number(),
  bucketMs: z.number(),
  /** The busiest first. */
  lanes: z.array(Lane),
  /** How many lanes there are, with those that were left out. */
  lanesInAll: z.number(),
  /** Events in the counted part of the time, with those of lanes that were left out. */
  events: z.number(),
  /** Null where there are too many to give one by one, or lanes were left out. */
  marks: LaneMarks.nullable(),
  /** Where only the latest part could be counted: nothing before this moment is in here. */
  uncountedBeforeMs: z.number().nullable(),
});
export type Lanes = z.infer<typeof Lanes>;

export const listLanes = defineEndpoint({
  method: "GET",
  path: "/api/v1/timeline/lanes",
  role: "viewer",
  input: z.object({
    ...STRETCH,
    by: z.array(z.enum(LANE_DIMENSIONS)).min(1).max(2),
    buckets: z.number().int().min(1).max(LANE_BUCKETS_MAX).default(1200),
    lanes: z.number().int().min(1).max(LANES_MAX).default(40),
    /** Somebody waits for a first picture: where events are read one by one, fewer of them are. */
    isFirst: z.boolean().default(false),
  }),
  output: Lanes,
});

export const FIRST_SEEN_FIELDS = ["action", "resource", "ip", "region", "account"] as const;

/**
 * What a first time means. new: calls of its kind were logged all along. logging-began: none of them was before. records-begin: it
 * lies in the first day of all that is known of the identity. unsure: calls of its kind were logged at times, or in part.
 */
export const FIRST_SEEN_VERDICTS = ["new", "logging-began", "records-begin", "unsure"] as const;
export type FirstSeenVerdict = (typeof FIRST_SEEN_VERDICTS)[number];

const FirstSeen = z.object({
  field: z.enum(FIRST_SEEN_FIELDS),
  /** The earliest first. */
  items: z.array(
    z.object({
      /** What a filter clause for it holds. */
      value: z.string(),
      label: z.string(),
      note: z.string().nullable(),
      firstMs: z.number(),
      verdict: z.enum(FIRST_SEEN_VERDICTS),
      /** Since when its kind of call has been logged without a break; null where that is all along, or not so. */
      loggedSinceMs: z.number().nullable(),
      /** What the configuration says of the time before; empty where there is nothing to say. */
      because: z.string(),
    }),
  ),
  /** How many there are, with those that were left out. */
  inAll: z.number(),
});

export const listFirstSeen = defineEndpoint({
  method: "GET",
  path: "/api/v1/timeline/first-seen",
  role: "viewer",
  input: z.object({
    identity: z.string().min(1).max(2048),
    fromMs: z.number().int(),
    toMs: z.number().int(),
    limit: z.number().int().min(1).max(200).default(25),
  }),
  output: z.object({
    groups: z.array(FirstSeen),
    /** The identity's first delivered event: before it there is nothing to compare with. */
    historyFromMs: z.number().nullable(),
  }),
});
export type FirstSeenItem = z.infer<typeof FirstSeen>["items"][number];
export type FirstSeenAnswer = z.infer<typeof listFirstSeen.output>;

const CoverageSpans = z.array(
  z.object({ fromMs: z.number(), toMs: z.number(), state: z.enum(COVERAGE_STATES), because: z.string() }),
);

export const BlindSpots = z.object({
  /** Behind each lane that has events: the worst of the operation families that its events belong to. */
  lanes: z.array(
    z.object({
      key: z.string(),
      families: z.array(z.string()),
      spans: CoverageSpans,
      /** Until when the files of all its accounts and Regions are here, from the source that is furthest; null where no source tells. */
      completeUntilMs: z.number().nullable(),
    }),
  ),
  /** Families that the identity used at other times, and followed ones of services that it ever called, of which nothing was delivered in this time and which were not fully logged in it: the worst first. */
  unseen: z.array(
    z.object({
      family: z.string(),
      title: z.string(),
      group: z.string(),
      neverContains: z.string(),
      /** Where the identity acted: the accounts and Regions that were looked at. */
      places: z.array(z.object({ account: z.string(), region: z.string() })),
      spans: CoverageSpans,
    }),
  ),
  /** The worst of all of them together. */
  worst: CoverageSpans,
  /** Whether anything is known of any configuration. */
  hasConfiguration: z.boolean(),
  /** How many accounts, Regions and families were looked at, of how many. */
  cells: z.object({ evaluated: z.number(), inAll: z.number() }),
});
export type BlindSpots = z.infer<typeof BlindSpots>;

export const listBlindSpots = defineEndpoint({
  method: "GET",
  path: "/api/v1/timeline/blind-spots",
  role: "viewer",
  input: z.object({
    ...STRETCH,
    by: z.array(z.enum(LANE_DIMENSIONS)).min(1).max(2),
  }),
  output: BlindSpots,
});

export const RULER_KINDS = ["configuration", "born", "expired", "deleted"] as const;
export type RulerKind = (typeof RULER_KINDS)[number];

/** Something beside the events: what changed in the logging, and when credentials began and ended. Several at one place are one, with their number. */
const RulerMark = z.object({
  kind: z.enum(RULER_KINDS),
  /** The first and the last of them. */
  fromMs: z.number(),
  toMs: z.number(),
  count: z.number(),
  /** Of the first: what it is about, and what of it. */
  label: z.string(),
  note: z.string().nullable(),
  /** The event that shows the first, where one does. */
  eventId: z.string().nullable(),
  /** The first one's key, where it is a credential. */
  credential: z.string().nullable(),
});
export type RulerMark = z.infer<typeof RulerMark>;

export const listRulerMarks = defineEndpoint({
  method: "GET",
  path: "/api/v1/timeline/ruler",
  role: "viewer",
  input: z.object({
    /** Credentials are those of the filter's identities. */
    ...STRETCH,
    /** What lies in the same part of the time is one mark, for each kind. */
    buckets: z.number().int().min(1).max(1000).default(400),
  }),
  output: z.object({
    marks: z.array(RulerMark),
    /** Changes of logging in this time that are not among them: of accounts in which the filter's identities never acted. */
    elsewhere: z.number(),
  }),
});
export type RulerMarks = z.infer<typeof listRulerMarks.output>;

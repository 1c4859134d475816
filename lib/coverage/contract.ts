import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";
import { COVERAGE_STATES } from "./coverage";

/** Epoch milliseconds; the ends of what is held may lie between two. */
const Time = z.number();
export const CoverageState = z.enum(COVERAGE_STATES);
export const Holding = z.enum(["verified", "complete", "missing"]);
export const SinkKind = z.enum(["trail", "event-data-store"]);

export const Decision = z.object({
  sink: z.string(),
  name: z.string(),
  kind: SinkKind,
  selectors: z.array(z.string()).readonly(),
  sinceMs: Time.nullable(),
  held: Holding,
});

/** What is said of a cell from the configuration alone; `foldObserved` puts what was seen to it. */
export const CellResult = z.object({
  state: CoverageState,
  lastKnown: z.object({ state: z.enum(["logged", "partial", "not-logged"]), untilMs: Time.nullable() }).nullable(),
  dimensions: z.array(z.string()).readonly(),
  decidedBy: z.array(Decision).readonly(),
  because: z.string(),
  marks: z.array(z.enum(["uploaded-facts", "delivery-fails", "near-a-change", "seen-unexplained"])).readonly(),
  held: Holding.nullable(),
});
export type CellResult = z.infer<typeof CellResult>;

export const GridFamily = z.object({
  id: z.string(),
  title: z.string(),
  group: z.string(),
  ai: z.boolean(),
});
export type GridFamily = z.infer<typeof GridFamily>;

/** How fresh the configuration is that all of this rests on. */
export const Freshness = z.object({
  facts: z.number(),
  /** The latest moment that any snapshot or change speaks of. */
  latestFactMs: Time.nullable(),
  /** Accounts whose own trails nobody ever described. */
  undescribed: z.array(z.string()),
});
export type Freshness = z.infer<typeof Freshness>;

/**
 * Every cell at one moment. Places (account and Region) that are alike share a profile: one result per family, in the order of `families`.
 * `observed` lists only cells in which something was seen in `observedWindow`; `explained` is false where the configuration says that
 * nothing could have been recorded when it was.
 */
export const CoverageGrid = z.object({
  atMs: Time,
  /** What was learnt later is left out; which files are held is always as of today. */
  knownAtMs: Time.nullable(),
  accounts: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  regions: z.array(z.string()),
  families: z.array(GridFamily),
  profiles: z.array(z.array(CellResult)),
  places: z.array(z.object({ account: z.number(), region: z.number(), profile: z.number() })),
  observedWindow: z.object({ fromMs: Time, toMs: Time }),
  observed: z.array(
    z.object({
      account: z.number(),
      region: z.number(),
      family: z.number(),
      events: z.number(),
      lastMs: Time,
      explained: z.boolean(),
    }),
  ),
  freshness: Freshness,
});
export type CoverageGrid = z.infer<typeof CoverageGrid>;

const Moment = {
  /** Absent: now. */
  atMs: Time.optional(),
  /** As it was known then; absent: as it is known now. */
  knownAtMs: Time.optional(),
};

export const getCoverageGrid = defineEndpoint({
  method: "GET",
  path: "/api/v1/coverage/grid",
  role: "viewer",
  input: z.object({
    ...Moment,
    accounts: z.array(z.string()).max(1000).optional(),
    regions: z.array(z.string()).max(100).optional(),
    /** Absent: the families on an agent's way, those that were seen and those that some selector names. */
    families: z.array(z.string()).max(400).optional(),
  }),
  output: CoverageGrid,
});

/** One change of what is logged, for a time scrubber. */
export const CoverageChange = z.object({
  atMs: Time,
  subject: z.string(),
  /** The account whose configuration changed. */
  account: z.string(),
  what: z.string(),
  /** The event that shows it, where one does. */
  eventId: z.string().nullable(),
});
export type CoverageChange = z.infer<typeof CoverageChange>;

export const listCoverageChanges = defineEndpoint({
  method: "GET",
  path: "/api/v1/coverage/changes",
  role: "viewer",
  input: z.object({ fromMs: Time, toMs: Time, limit: z.number().int().min(1).max(2000).default(500) }),
  output: z.object({ changes: z.array(CoverageChange), total: z.number() }),
});

/** The time that there is anything to say about: from the first fact or file to the last moment of which files are here. */
export const CoverageExtent = z.object({
  fromMs: Time,
  toMs: Time,
  /** The last hour that lies whole before the end: shown before anybody asks for a moment. */
  latestMs: Time,
  facts: z.number(),
});
export type CoverageExtent = z.infer<typeof CoverageExtent>;

export const getCoverageExtent = defineEndpoint({
  method: "GET",
  path: "/api/v1/coverage/extent",
  role: "viewer",
  input: z.object({}),
  output: CoverageExtent,
});

const CellRef = z.object({ account: z.string(), region: z.string(), family: z.string() });

/** Of events of a class that are known from elsewhere, how many pass the selectors of a sink that takes a part of it. */
const ObservedShare = z.object({
  of: z.number(),
  passing: z.number(),
  /** Further ones of which what is kept does not tell. */
  untold: z.number(),
  reference: z.string(),
});

/** What one sink says of a cell. */
export const SinkVerdict = z.object({
  sink: z.string(),
  name: z.string(),
  kind: SinkKind,
  standing: z.enum(["proved", "last-known", "unknown"]),
  extent: z.enum(["all", "part", "none", "unknown"]),
  selectors: z.array(z.string()),
  because: z.string(),
  sinceMs: Time.nullable(),
  held: Holding,
  /** Where it is known from: files, or eventIDs. */
  origins: z.array(z.object({ kind: z.enum(["snapshot", "event"]), name: z.string(), trust: z.string() })),
  /** Null where it takes all or nothing, or nothing tells. */
  share: ObservedShare.nullable(),
});
export type SinkVerdict = z.infer<typeof SinkVerdict>;

export const CoverageCell = z.object({
  account: z.string(),
  accountName: z.string().nullable(),
  region: z.string(),
  family: z.object({
    id: z.string(),
    title: z.string(),
    group: z.string(),
    proves: z.string(),
    neverContains: z.string(),
    instead: z.string(),
    certainty: z.enum(["confirmed", "inferred"]),
    basis: z.string(),
    category: z.enum(["Management", "Data", "NetworkActivity"]),
    /** The event sources of its records; empty where only the resource type is known. */
    sources: z.array(z.string()),
    operations: z.array(z.object({ name: z.string(), readOnly: z.boolean().nullable() })),
  }),
  atMs: Time,
  result: CellResult,
  /** From when to when the cell is as it is at this moment, as far as known. */
  sinceMs: Time.nullable(),
  untilMs: Time.nullable(),
  sinks: z.array(SinkVerdict),
  /** Events of this cell by day, the last 30 days before the moment. */
  seen: z.array(z.object({ dayMs: Time, events: z.number() })),
  /** The same family elsewhere: the account's other Regions, and the Region's other accounts. */
  siblings: z.array(z.object({ account: z.string(), region: z.string(), state: CoverageState })),
  /** What is known of Bedrock's own log of prompts and answers, which is apart from CloudTrail; null where it is no matter of the family. */
  invocationLogging: z.string().nullable(),
  /** Management events stay in Event history for 90 days; null where this is no help. */
  recoverableUntilMs: Time.nullable(),
});
export type CoverageCell = z.infer<typeof CoverageCell>;

export const getCoverageCell = defineEndpoint({
  method: "GET",
  path: "/api/v1/coverage/cell",
  role: "viewer",
  input: CellRef.extend(Moment),
  output: CoverageCell,
});

/** The state of one cell over time: adjoining spans that cover the window. */
export const CoverageLane = CellRef.extend({
  spans: z.array(z.object({ fromMs: Time, toMs: Time, result: CellResult })),
});
export type CoverageLane = z.infer<typeof CoverageLane>;

export const listCoverageLanes = defineEndpoint({
  method: "GET",
  path: "/api/v1/coverage/lanes",
  role: "viewer",
  input: z.object({
    fromMs: Time,
    toMs: Time,
    cells: z.array(CellRef).max(200),
    knownAtMs: Moment.knownAtMs,
  }),
  output: z.object({ lanes: z.array(CoverageLane) }),
});

/** Whether one record would be taken, and by which selector or why not. */
export const LoggedVerdict = z.object({
  state: CoverageState,
  family: z.string().nullable(),
  /** What a record of its family never says; null where the family is not known. */
  neverContains: z.string().nullable(),
  account: z.string(),
  region: z.string(),
  atMs: Time,
  because: z.string(),
  decidedBy: z.array(Decision),
  sinks: z.array(
    z.object({
      sink: z.string(),
      name: z.string(),
      kind: SinkKind,
      standing: z.enum(["proved", "last-known", "unknown"]),
      /** Null: cannot be told. */
      takes: z.boolean().nullable(),
      because: z.string(),
      held: Holding,
      selectors: z.array(
        z.object({
          selector: z.string(),
          takes: z.boolean().nullable(),
          field: z.string().nullable(),
          because: z.string(),
        }),
      ),
    }),
  ),
});
export type LoggedVerdict = z.infer<typeof LoggedVerdict>;

export const judgeRecord = defineEndpoint({
  method: "POST",
  path: "/api/v1/coverage/logged",
  role: "viewer",
  scope: "read",
  input: z.object({
    /** The record as JSON text, alone or as the only one of a log file. */
    record: z.string().max(2_000_000),
    /** Absent: at the record's own time. */
    atMs: Time.optional(),
  }),
  output: LoggedVerdict,
});

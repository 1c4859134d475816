import { z } from "zod";
import { WorstCoverage } from "@/lib/coverage/activity-contract";
import { CoverageState } from "@/lib/coverage/contract";
import { EventRow, ResourceLink } from "@/lib/events/contract";
import { defineEndpoint } from "@/lib/http/endpoint";
import { HUMAN } from "@/lib/identities/contract";
import { TOUCH_KINDS } from "./touch-kind";

/** Our id of it, its ARN, or its name. */
const Named = { resource: z.string().min(1).max(4096) };
/** Half-open; null: as far as there is anything. */
const Window = { fromMs: z.number().nullable().default(null), toMs: z.number().nullable().default(null) };

export const ResourceHead = z.object({
  id: z.string(),
  /** Its ARN, or the name as records give it; what a filter clause for it holds. */
  key: z.string(),
  /** `AWS::S3::Object`, or '' where nothing says. */
  type: z.string(),
  /** Whose it is, as far as records or its ARN say: none, one, or several where a bare name stands for several things. */
  accounts: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  /** Of its ARN; null where that names none. */
  region: z.string().nullable(),
  /** What it lies in or belongs to. */
  parent: ResourceLink.nullable(),
  /** Other names under which records of the same accounts may mean it. */
  otherNames: z.array(ResourceLink),
  /** Whether other things lie in it or belong to it. */
  hasChildren: z.boolean(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
});
export type ResourceHead = z.infer<typeof ResourceHead>;

export const getResource = defineEndpoint({
  method: "GET",
  path: "/api/v1/resources/detail",
  role: "viewer",
  input: z.object(Named),
  output: ResourceHead,
});

export const CHILDREN_MAX = 200;
/** Children are counted up to here. */
export const CHILDREN_COUNTED = 10_000;

export const listChildren = defineEndpoint({
  method: "GET",
  path: "/api/v1/resources/children",
  role: "viewer",
  input: z.object({
    ...Named,
    /** Only those whose name goes on like this, behind that of what holds them. */
    startsWith: z.string().max(1024).default(""),
    cursor: z.string().max(4096).nullable().default(null),
    limit: z.number().int().min(1).max(CHILDREN_MAX).default(20),
  }),
  output: z.object({
    rows: z.array(ResourceLink.extend({ lastMs: z.number().nullable() })),
    next: z.string().nullable(),
    /** How many begin so, counted up to CHILDREN_COUNTED. */
    inAll: z.number(),
    isCountWhole: z.boolean(),
  }),
});
export type ResourceChildren = z.infer<typeof listChildren.output>;

/** What one identity did to it in one way. An action recorded in several accounts counts once. */
const Touch = z.object({
  /** null: nobody that the records tell. */
  identityId: z.string().nullable(),
  identity: z.string(),
  identityKind: z.string().nullable(),
  human: z.enum(HUMAN).nullable(),
  kind: z.enum(TOUCH_KINDS),
  /** With errors and denials. */
  actions: z.number(),
  /** That failed otherwise than by being refused. */
  errors: z.number(),
  denials: z.number(),
  /** The names of the calls, the most frequent first. */
  names: z.array(z.string()),
  firstMs: z.number(),
  lastMs: z.number(),
});
export type Touch = z.infer<typeof Touch>;

export const TOUCH_IDENTITIES_MAX = 500;

export const listTouches = defineEndpoint({
  method: "GET",
  path: "/api/v1/resources/touches",
  role: "viewer",
  input: z.object({
    ...Named,
    ...Window,
    /** Counted backwards in steps: only what is older than this. */
    beforeMs: z.number().nullable().default(null),
    /** Somebody waits for a first picture: a smaller step. */
    isFirst: z.boolean().default(false),
  }),
  output: z.object({
    touches: z.array(Touch),
    /** Identities in this step, with those that were left out. */
    identities: z.number(),
    /** One for each sharedEventID. */
    actions: z.number(),
    /** As delivered to each account. */
    records: z.number(),
    places: z.array(z.object({ account: z.string(), region: z.string(), records: z.number() })),
    /** Where only the latest part could be counted: nothing before this moment is in here. */
    uncountedBeforeMs: z.number().nullable(),
  }),
});
export type TouchStep = z.infer<typeof listTouches.output>;

/** One way in which it can be touched, and how well that would be seen. */
const CoverageLine = z.object({
  what: z.enum(["reads", "writes", "calls", "management"]),
  family: z.string(),
  title: z.string(),
  proves: z.string(),
  neverContains: z.string(),
  certainty: z.enum(["confirmed", "inferred"]),
  /** The place that is worst off. */
  account: z.string(),
  region: z.string(),
  /** At every moment the worst of all places; adjoining, over the whole window. */
  spans: z.array(z.object({ fromMs: z.number(), toMs: z.number(), state: CoverageState, because: z.string() })),
  /** Recorded at least in part, and its files of some of that time are not here. */
  isMissingFiles: z.boolean(),
});
export type CoverageLine = z.infer<typeof CoverageLine>;

export const getResourceCoverage = defineEndpoint({
  method: "GET",
  path: "/api/v1/resources/coverage",
  role: "viewer",
  input: z.object({ ...Named, fromMs: z.number(), toMs: z.number() }),
  output: z.object({
    lines: z.array(CoverageLine),
    /** The worst of them; null where there is none to say. */
    worst: WorstCoverage.nullable(),
    /** Whether the catalogue has the ways in which such a thing is touched. */
    isKnownKind: z.boolean(),
    /** A way to touch it that leaves no record whatever is set up. */
    unrecorded: z.object({ title: z.string(), basis: z.string(), instead: z.string() }).nullable(),
    /** What could not be asked: whose it is, or where calls on it are recorded. */
    missing: z.array(z.enum(["account", "region"])),
    /** Any call on it in the window, for the simulator. */
    sample: z.string().nullable(),
  }),
});
export type ResourceCoverage = z.infer<typeof getResourceCoverage.output>;

export const STORY_MAX = 100;

/** A call on it, with what its record says of the thing's state. */
const StoryRow = z.object({
  event: EventRow,
  kind: z.enum(TOUCH_KINDS),
  /** From the record: the version, the key, what was set. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What this call means for the thing, with the calls before it in mind; null where nothing more is to say. */
  note: z.string().nullable(),
});
export type StoryRow = z.infer<typeof StoryRow>;

export const listStory = defineEndpoint({
  method: "GET",
  path: "/api/v1/resources/story",
  role: "viewer",
  scope: "evidence",
  input: z.object({
    ...Named,
    ...Window,
    /** Only calls that leave it other than it was. */
    changesOnly: z.boolean().default(true),
    cursor: z.string().max(4096).nullable().default(null),
    limit: z.number().int().min(1).max(STORY_MAX).default(25),
  }),
  /** The newest first. */
  output: z.object({
    rows: z.array(StoryRow),
    next: z.string().nullable(),
    /** How far back was looked for them; null: all of the time. */
    lookedBackToMs: z.number().nullable(),
  }),
});
export type StoryPage = z.infer<typeof listStory.output>;

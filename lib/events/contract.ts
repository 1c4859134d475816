import { z } from "zod";
import { CATEGORIES, RECORD_KINDS } from "@/lib/cloudtrail/normalised-event";
import { defineEndpoint, defineStream } from "@/lib/http/endpoint";
import { FileIntegrity } from "@/lib/integrity/file-integrity";
import { EventFilter, isStorable } from "./event-filter";
import { EXPORT_FORMATS } from "./export-formats";

export const EVENTS_PAGE_MAX = 500;

export const ResourceLink = z.object({ uid: z.string(), key: z.string(), type: z.string() });

/** One event as lists show it; everything else is read from its record. */
export const EventRow = z.object({
  /** As delivered. */
  eventId: z.string(),
  cursor: z.string(),
  timeMs: z.number(),
  /** End of the interval, for aggregated and insight records. */
  windowEndMs: z.number().nullable(),
  identityId: z.string().nullable(),
  identity: z.string(),
  credential: z.string().nullable(),
  sessionName: z.string().nullable(),
  source: z.string(),
  action: z.string(),
  resource: ResourceLink.nullable(),
  /** How many resources the record names, that one included. */
  resources: z.number(),
  account: z.string(),
  accountName: z.string().nullable(),
  region: z.string(),
  category: z.enum(CATEGORIES),
  kind: z.enum(RECORD_KINDS),
  outcome: z.enum(["ok", "error"]),
  errorCode: z.string().nullable(),
  readOnly: z.boolean().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** The service that called on the identity's behalf. */
  via: z.string().nullable(),
  /** Further deliveries of the same event. */
  copies: z.number(),
  copiesDiffer: z.boolean(),
});
export type EventRow = z.infer<typeof EventRow>;

export const EventOrder = z.enum(["oldest", "newest"]);
export type EventOrder = z.infer<typeof EventOrder>;

/** Where a page begins: behind a row, before a row, or at a position counted from the first. */
const PageStart = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("after"), cursor: z.string().nullable() }),
  z.object({ kind: z.literal("before"), cursor: z.string().nullable() }),
  z.object({
    kind: z.literal("rank"),
    rank: z.number().int().min(0),
    /** Where the position is known to lie: it then counts from this stretch's first event, and only the stretch is looked at. */
    within: z.object({ fromMs: z.number(), toMs: z.number() }).nullable().default(null),
  }),
]);

export const listEvents = defineEndpoint({
  method: "GET",
  path: "/api/v1/events",
  role: "viewer",
  input: z.object({
    filter: EventFilter,
    order: EventOrder.default("oldest"),
    at: PageStart.default({ kind: "after", cursor: null }),
    limit: z.number().int().min(1).max(EVENTS_PAGE_MAX).default(100),
  }),
  output: z.object({
    rows: z.array(EventRow),
    /** Where to go on; null at the end. A search that took too long stops early and says here how far it came. */
    next: z.string().nullable(),
  }),
});

export const countEvents = defineEndpoint({
  method: "GET",
  path: "/api/v1/events/count",
  role: "viewer",
  input: z.object({ filter: EventFilter }),
  output: z.object({ events: z.number(), fromRollups: z.boolean() }),
});

export const FACETS = [
  "identity",
  "source",
  "action",
  "account",
  "region",
  "outcome",
  "category",
  "credential",
] as const;
export const Facet = z.enum(FACETS);
export type Facet = z.infer<typeof Facet>;

const FacetValue = z.object({
  /** What a filter clause for it holds. */
  value: z.string(),
  label: z.string(),
  note: z.string().nullable(),
  events: z.number(),
});
export type FacetValue = z.infer<typeof FacetValue>;

export const listFacets = defineEndpoint({
  method: "GET",
  path: "/api/v1/events/facets",
  role: "viewer",
  input: z.object({
    filter: EventFilter,
    facets: z.array(Facet).min(1),
    limit: z.number().int().min(1).max(200).default(8),
  }),
  output: z.object({
    facets: z.array(z.object({ facet: Facet, values: z.array(FacetValue), distinct: z.number() })),
    /** The part of the filter's time that was counted; null where there is none. */
    counted: z.object({ fromMs: z.number(), toMs: z.number(), isAll: z.boolean() }).nullable(),
  }),
});
export type EventFacets = z.infer<typeof listFacets.output>;

const Place = z.object({
  logFileId: z.number(),
  recordIndex: z.number(),
  sha256: z.string(),
  paths: z.array(z.string()),
  /** null: one of the deliveries whose bytes equal the stored one. */
  differs: z.boolean(),
  integrity: FileIntegrity,
});
export type Place = z.infer<typeof Place>;

export const EventDetail = EventRow.extend({
  identityKind: z.string().nullable(),
  credentialUid: z.string().nullable(),
  credentialKind: z.string().nullable(),
  principalArn: z.string().nullable(),
  touched: z.array(ResourceLink.extend({ role: z.string(), account: z.string().nullable() })),
  container: ResourceLink.nullable(),
  bytes: z.number().nullable(),
  sharedEventId: z.string().nullable(),
  place: Place,
  otherPlaces: z.array(Place),
  /** Of the file that its columns come from; each place says its own. */
  integrity: FileIntegrity.shape.state,
});
export type EventDetail = z.infer<typeof EventDetail>;

export const getEvent = defineEndpoint({
  method: "GET",
  path: "/api/v1/events/detail",
  role: "viewer",
  input: z.object({ eventId: z.string().min(1).max(1024) }),
  output: EventDetail,
});

export const getRecordText = defineEndpoint({
  method: "GET",
  path: "/api/v1/records",
  role: "viewer",
  scope: "evidence",
  input: z.object({
    eventId: z.string().min(1).max(1024),
    copy: z.number().int().min(0).default(0),
    raw: z.boolean().default(false),
  }),
  output: z.object({ text: z.string(), masked: z.number() }),
});

export const findPosition = defineEndpoint({
  method: "GET",
  path: "/api/v1/events/position",
  role: "viewer",
  input: z.object({ filter: EventFilter, order: EventOrder, eventId: z.string().min(1).max(1024) }),
  /** Null where the list does not have the event, or cannot be counted. */
  output: z.object({ rank: z.number().nullable() }),
});

export const eventsExport = defineStream({
  method: "GET",
  path: "/api/v1/events/export",
  role: "viewer",
  scope: "export",
});

export const SELECTED_MAX = 1000;

/** Chosen events as a file; a POST since their ids would not fit an address. Audited. */
export const exportSelected = defineEndpoint({
  method: "POST",
  path: "/api/v1/events/selected",
  role: "viewer",
  scope: "export",
  input: z.object({
    eventIds: z.array(z.string().min(1).max(1024)).min(1).max(SELECTED_MAX),
    format: z.enum(EXPORT_FORMATS),
  }),
  /** Oldest first; fewer events than were asked for where some are not here any more. */
  output: z.object({ text: z.string(), events: z.number() }),
});

/** A filter in words that others understand. */
export const getQueryText = defineEndpoint({
  method: "GET",
  path: "/api/v1/events/query-text",
  role: "viewer",
  input: z.object({ filter: EventFilter }),
  output: z.object({
    /** The `wakeline events` command that lists the same. */
    command: z.string(),
    /** A condition on CloudTrail fields, for Athena. */
    athena: z.string(),
  }),
});

export const FOUND_MAX = 1000;

/** Where a text occurs among the events of a filter, the latest first: in what their columns name, and in their records where those are few. */
export const findText = defineEndpoint({
  method: "GET",
  path: "/api/v1/events/find",
  role: "viewer",
  scope: "evidence",
  input: z.object({
    filter: EventFilter,
    text: z.string().trim().min(2).max(200).refine(isStorable, "No stored text holds the character U+0000."),
    /** Where to go on: the `searchedFromMs` of the answer before. */
    beforeMs: z.number().nullable().default(null),
  }),
  output: z.object({
    /** Oldest first, at most FOUND_MAX: the latest ones. */
    hits: z.array(z.object({ eventId: z.string(), timeMs: z.number() })),
    /** Of how many events' records the whole text was searched; 0 where there are too many. */
    records: z.number(),
    /** Only events from here on were looked at; null: all that there are. */
    searchedFromMs: z.number().nullable(),
  }),
});
export type FoundText = z.infer<typeof findText.output>;

import { z } from "zod";
import { PRINCIPAL_KINDS } from "@/lib/cloudtrail/normalised-event";
import { defineEndpoint } from "@/lib/http/endpoint";

export const HUMAN = ["human", "non-human", "undetermined"] as const;

export const IDENTITY_SORTS = ["last-seen", "first-seen", "events", "errors", "name"] as const;
export const IdentitySort = z.enum(IDENTITY_SORTS);
export type IdentitySort = z.infer<typeof IdentitySort>;

export const IdentityFilter = z.object({
  query: z.string().max(2048).default(""),
  kinds: z.array(z.string()).max(PRINCIPAL_KINDS.length).default([]),
  human: z.array(z.enum(HUMAN)).max(HUMAN.length).default([]),
  accounts: z.array(z.string()).max(200).default([]),
});
export type IdentityFilter = z.infer<typeof IdentityFilter>;

export const IdentityRow = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  name: z.string(),
  human: z.enum(HUMAN),
  reason: z.string(),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  arn: z.string().nullable(),
  /** Accounts whose records name it, its own among them. */
  accounts: z.array(z.string()),
  firstSeenMs: z.number().nullable(),
  lastSeenMs: z.number().nullable(),
  events: z.number(),
  errors: z.number(),
  /** Events in each part of the time that all identities together were seen in. */
  activity: z.array(z.number()),
});
export type IdentityRow = z.infer<typeof IdentityRow>;

const Count = z.object({ value: z.string(), label: z.string(), note: z.string().nullable(), identities: z.number() });

export const IDENTITIES_PAGE_MAX = 200;

export const listIdentities = defineEndpoint({
  method: "GET",
  path: "/api/v1/identities",
  role: "viewer",
  input: z.object({
    filter: IdentityFilter,
    sort: IdentitySort.default("last-seen"),
    cursor: z.string().max(4096).nullable().default(null),
    limit: z.number().int().min(1).max(IDENTITIES_PAGE_MAX).default(50),
  }),
  output: z.object({
    rows: z.array(IdentityRow),
    next: z.string().nullable(),
    /** How many match, over all pages. */
    matching: z.number(),
    /** What `activity` spans; null in an empty store. */
    span: z.object({ fromMs: z.number(), toMs: z.number() }).nullable(),
  }),
});
export type IdentityPage = z.infer<typeof listIdentities.output>;

export const listIdentityFacets = defineEndpoint({
  method: "GET",
  path: "/api/v1/identities/facets",
  role: "viewer",
  input: z.object({ filter: IdentityFilter }),
  output: z.object({
    kinds: z.array(Count),
    human: z.array(Count),
    accounts: z.array(Count),
    accountsDistinct: z.number(),
    all: z.number(),
  }),
});
export type IdentityFacets = z.infer<typeof listIdentityFacets.output>;

const CredentialUse = z.object({
  key: z.string(),
  kind: z.string(),
  sessionNames: z.array(z.string()),
  createdAtMs: z.number().nullable(),
  firstSeenMs: z.number(),
  lastSeenMs: z.number(),
  events: z.number(),
  errors: z.number(),
});

const NamedCount = z.object({ value: z.string(), label: z.string(), events: z.number(), errors: z.number() });

/** What users said of an identity, the newest first; without `human` they took back what was said before. */
const Override = z.object({
  human: z.enum(HUMAN).nullable(),
  why: z.string(),
  actorName: z.string(),
  atMs: z.number(),
});

export const IdentityProfile = IdentityRow.omit({ activity: true }).extend({
  uniqueId: z.string().nullable(),
  /** Other names and ARNs that records give it. */
  aliases: z.array(z.string()),
  credentials: z.array(CredentialUse),
  credentialsDistinct: z.number(),
  regions: z.array(NamedCount),
  regionsDistinct: z.number(),
  actions: z.array(NamedCount),
  actionsDistinct: z.number(),
  overrides: z.array(Override),
});
export type IdentityProfile = z.infer<typeof IdentityProfile>;

export const getIdentity = defineEndpoint({
  method: "GET",
  path: "/api/v1/identities/profile",
  role: "viewer",
  /** An ARN, key id, unique id, name or our id. */
  input: z.object({ identity: z.string().min(1).max(4096) }),
  output: IdentityProfile,
});

export const setIdentityOverride = defineEndpoint({
  method: "POST",
  path: "/api/v1/identities/override",
  role: "investigator",
  input: z.object({
    identity: z.string().min(1).max(4096),
    /** null takes back what was said before: what records show counts again. */
    human: z.enum(HUMAN).nullable(),
    why: z.string().trim().min(1, "Say why.").max(2_000),
  }),
  output: z.object({ id: z.string(), human: z.enum(HUMAN), reason: z.string() }),
});

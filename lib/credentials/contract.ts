import { z } from "zod";
import { MECHANISMS } from "@/lib/cloudtrail/issuance";
import { defineEndpoint } from "@/lib/http/endpoint";
import { ACTORS } from "./actor";
import { ENDING_EFFECTS } from "./endings";
import { GRADES } from "./link";

export const Who = z.object({ id: z.string().nullable(), name: z.string(), kind: z.string() });

/** See `Link` in lib/credentials/link.ts. */
export const ChainLink = z.object({
  from: z.string(),
  fromIsKey: z.boolean(),
  fromWho: Who.nullable(),
  to: z.string(),
  toWho: Who.nullable(),
  grade: z.enum(GRADES),
  mechanism: z.enum([...MECHANISMS, "bearer-token", "forwarded-access", "started-work", "same-workload", "same-time"]),
  issuingEventId: z.string().nullable(),
  usedEventId: z.string().nullable(),
  atMs: z.number().nullable(),
  expiresAtMs: z.number().nullable(),
  because: z.string(),
  recordedIn: z.array(z.string()).readonly(),
  region: z.string().nullable(),
  sessionName: z.string().nullable(),
  scope: z.string().nullable(),
  tags: z.array(z.string()).readonly(),
});
export type ChainLink = z.infer<typeof ChainLink>;

export const CHAIN_LINKS_MAX = 64;

/** From the credential that was asked for back to the first one. */
export const Chain = z.object({
  credential: z.string(),
  who: Who,
  /** The first one's link comes first. */
  links: z.array(ChainLink),
  /** The first credential's key, or the name of who stands at the beginning without one. */
  root: z.string(),
  rootWho: Who.nullable(),
  /** The weakest of the links; null without links. */
  grade: z.enum(GRADES).nullable(),
  /** Why nothing stands before the root; with `candidates`, why none of them was chosen. */
  ends: z.string(),
  /** Before the root one of these, and nothing tells which: "1 of n". */
  candidates: z.array(ChainLink),
});
export type Chain = z.infer<typeof Chain>;

export const getChain = defineEndpoint({
  method: "GET",
  path: "/api/v1/credentials/chain",
  role: "viewer",
  /** A key id, our id, or a session name that fits one credential. */
  input: z.object({ credential: z.string().min(1).max(4096) }),
  output: Chain,
});

const ActorUse = z.object({
  actor: z.enum(ACTORS),
  because: z.string(),
  events: z.number(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
});

/** See `Ending` in lib/credentials/endings.ts. */
const CredentialEnding = z.object({
  eventId: z.string(),
  timeMs: z.number(),
  action: z.string(),
  effect: z.enum(ENDING_EFFECTS),
  because: z.string(),
});

export const CredentialRow = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.enum(["long-term", "temporary", "keyless", "bearer"]),
  /** It ends by itself. */
  isEphemeral: z.boolean(),
  who: Who,
  account: z.string().nullable(),
  sessionName: z.string().nullable(),
  sourceIdentity: z.string().nullable(),
  scope: z.string().nullable(),
  signInSession: z.string().nullable(),
  createdAtMs: z.number().nullable(),
  expiresAtMs: z.number().nullable(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  events: z.number(),
  errors: z.number(),
  /** In whose hand it was, most calls first: one credential may be in several. */
  actors: z.array(ActorUse),
  /** The link by which it came; null where none is known. */
  origin: ChainLink.nullable(),
  /** How many could be its origin, where nothing tells which; 0 where one is known or none. */
  candidates: z.number(),
  /** Why no one origin is known. */
  originUnknown: z.string().nullable(),
  /** How long before its end its last use was; null where it has no known end. */
  unusedAtEndMs: z.number().nullable(),
  /** The last call after its end that succeeded, which should not be. */
  usedAfterEndMs: z.number().nullable(),
  /** The call by which it can do nothing any more, as far as the log shows; null where none holds. */
  stopped: CredentialEnding.nullable(),
  /** The last call that succeeded while it was stopped, five minutes after at the earliest: changes take a while to reach every place. */
  usedWhileStoppedMs: z.number().nullable(),
});
export type CredentialRow = z.infer<typeof CredentialRow>;

export const CREDENTIALS_PAGE_MAX = 200;

export const listCredentials = defineEndpoint({
  method: "GET",
  path: "/api/v1/credentials",
  role: "viewer",
  input: z.object({
    /** An ARN, key id, unique id, name or our id. */
    identity: z.string().min(1).max(4096),
    cursor: z.string().max(4096).nullable().default(null),
    limit: z.number().int().min(1).max(CREDENTIALS_PAGE_MAX).default(50),
  }),
  output: z.object({
    /** Those without a creation date first, then the newest. */
    rows: z.array(CredentialRow),
    next: z.string().nullable(),
    inAll: z.number(),
  }),
});
export type CredentialPage = z.infer<typeof listCredentials.output>;

const Named = z.object({ value: z.string(), events: z.number() });

export const CredentialDetail = CredentialRow.extend({
  /** Of how many of its calls, the last ones, `networks`, `agents` and `regions` speak. */
  looked: z.number(),
  networks: z.array(Named),
  agents: z.array(Named),
  regions: z.array(Named),
  /** Calls that ended it or let it go on, and those that ended only what it came from; oldest first. */
  endings: z.array(CredentialEnding),
  /** What was issued to it, oldest first. */
  issued: z.array(ChainLink),
  issuedInAll: z.number(),
});
export type CredentialDetail = z.infer<typeof CredentialDetail>;

export const getCredential = defineEndpoint({
  method: "GET",
  path: "/api/v1/credentials/detail",
  role: "viewer",
  input: z.object({ credential: z.string().min(1).max(4096) }),
  output: CredentialDetail,
});

import { z } from "zod";
import { MECHANISMS } from "@/lib/cloudtrail/issuance";
import { defineEndpoint } from "@/lib/http/endpoint";
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
  mechanism: z.enum([...MECHANISMS, "bearer-token", "forwarded-access"]),
  issuingEventId: z.string().nullable(),
  usedEventId: z.string().nullable(),
  atMs: z.number().nullable(),
  expiresAtMs: z.number().nullable(),
  because: z.string(),
  recordedIn: z.array(z.string()).readonly(),
  region: z.string().nullable(),
  sessionName: z.string().nullable(),
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

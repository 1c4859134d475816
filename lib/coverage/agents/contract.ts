import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";
import { CellResult, CoverageState } from "../contract";
import { RELATIONS } from "./parts-in";

const Time = z.number();

/** One thing on the way of an agent, in the account and Region whose records would show a call on it. */
export const AgentStep = z.object({
  relation: z.enum(RELATIONS),
  /** Null: only the kind of calls is known. */
  arn: z.string().nullable(),
  name: z.string(),
  family: z.string(),
  familyTitle: z.string(),
  /** Null where nothing says whose, or where. */
  account: z.string().nullable(),
  region: z.string().nullable(),
  state: CoverageState,
  lastKnown: CellResult.shape.lastKnown,
  held: CellResult.shape.held,
  because: z.string(),
  /** A call or import that says so, or calls that the agent made in the 90 days before. */
  isConfigured: z.boolean(),
  events: z.number(),
  lastMs: Time.nullable(),
});
export type AgentStep = z.infer<typeof AgentStep>;

/** One agent over its whole path. */
export const AgentPath = z.object({
  id: z.string(),
  arn: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  account: z.string().nullable(),
  region: z.string().nullable(),
  /** The roles that it and what belongs to it act as, where they did anything. */
  identities: z.array(z.object({ id: z.string(), name: z.string() })),
  worst: CoverageState,
  /** The worst link in words; null where every link is logged. */
  missing: z.string().nullable(),
  /** What is not known of the path itself. */
  gaps: z.array(z.string()),
  /** The worst first. */
  steps: z.array(AgentStep),
});
export type AgentPath = z.infer<typeof AgentPath>;

export const listAgentPaths = defineEndpoint({
  method: "GET",
  path: "/api/v1/coverage/agents",
  role: "viewer",
  input: z.object({
    /** Absent: now. */
    atMs: Time.optional(),
    /** As it was known then; absent: as it is known now. */
    knownAtMs: Time.optional(),
    limit: z.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({
    atMs: Time,
    /** Calls of agents are looked for from then on. */
    seenSinceMs: Time,
    agents: z.array(AgentPath),
    total: z.number(),
  }),
});

import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";
import { CoverageState } from "./contract";

/** The worst of what was done, and could have been done with the same services, by how well it would have been seen. */
export const WorstCoverage = z.object({
  state: CoverageState,
  because: z.string(),
  account: z.string(),
  region: z.string(),
  atMs: z.number(),
  family: z.string(),
  familyTitle: z.string(),
});
export type WorstCoverage = z.infer<typeof WorstCoverage>;

export const listActivityCoverage = defineEndpoint({
  method: "POST",
  path: "/api/v1/coverage/activity",
  role: "viewer",
  scope: "read",
  input: z.object({ identities: z.array(z.uuid()).max(100) }),
  /** An identity that did nothing with success is not in it. */
  output: z.object({ rows: z.array(WorstCoverage.extend({ identity: z.string() })) }),
});

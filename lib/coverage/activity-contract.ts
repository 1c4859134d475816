import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";
import { CoverageState } from "./contract";

/** The worst of what an identity did, and could have done with the same services, by how well it would have been seen. */
export const ActivityCoverage = z.object({
  identity: z.string(),
  state: CoverageState,
  because: z.string(),
  account: z.string(),
  region: z.string(),
  atMs: z.number(),
  family: z.string(),
  familyTitle: z.string(),
});
export type ActivityCoverage = z.infer<typeof ActivityCoverage>;

export const listActivityCoverage = defineEndpoint({
  method: "POST",
  path: "/api/v1/coverage/activity",
  role: "viewer",
  scope: "read",
  input: z.object({ identities: z.array(z.uuid()).max(100) }),
  /** An identity that did nothing with success is not in it. */
  output: z.object({ rows: z.array(ActivityCoverage) }),
});

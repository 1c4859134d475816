import { z } from "zod";
import { WorstCoverage } from "@/lib/coverage/activity-contract";
import { defineEndpoint } from "@/lib/http/endpoint";
import { Gap } from "./contract";

export const getTaskCoverage = defineEndpoint({
  method: "GET",
  path: "/api/v1/tasks/coverage",
  role: "viewer",
  input: z.object({ task: z.string().min(1).max(4096), gap: Gap }),
  /** Over the whole time of the task; null where nothing in it was done with success. */
  output: z.object({ worst: WorstCoverage.nullable() }),
});

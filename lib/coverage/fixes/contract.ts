import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";

export const FixPlan = z.object({
  trail: z.string(),
  name: z.string(),
  cli: z.string(),
  terraform: z.string(),
  revert: z.string(),
  values: z.number(),
  valuesMax: z.number(),
  turned: z.array(z.object({ family: z.string(), before: z.enum(["all", "part", "none", "unknown"]) })),
  compared: z.number(),
  warning: z.string().nullable(),
  costs: z.array(
    z.object({
      family: z.string(),
      lowUsd: z.number(),
      highUsd: z.number().nullable(),
      basis: z.string(),
      pricesAsOf: z.string(),
    }),
  ),
});
export type FixPlan = z.infer<typeof FixPlan>;

export const planFix = defineEndpoint({
  method: "POST",
  path: "/api/v1/coverage/fix",
  role: "viewer",
  scope: "read",
  input: z.object({
    account: z.string(),
    region: z.string(),
    families: z.array(z.string()).min(1).max(250),
    atMs: z.number().int().optional(),
  }),
  output: FixPlan,
});

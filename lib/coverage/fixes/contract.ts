import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";
import { EventPrices } from "./event-prices";

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
    }),
  ),
  prices: EventPrices,
  /** Whether somebody set the prices; else they are the list prices. */
  arePricesSet: z.boolean(),
  /** Families that several trails take whole in this place, each paid for each time. */
  doublePaid: z.array(z.object({ family: z.string(), sinks: z.array(z.string()), monthlyUsd: z.number() })),
  /** Trails that count in this account and Region, of so many. */
  trails: z.number(),
  trailsMax: z.number(),
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

/** Sets what events cost for everybody; null goes back to the list prices. */
export const updatePrices = defineEndpoint({
  method: "POST",
  path: "/api/v1/coverage/prices",
  role: "investigator",
  input: z.object({ prices: EventPrices.nullable() }),
  output: z.object({ prices: EventPrices, arePricesSet: z.boolean() }),
});

import { z } from "zod";

/** An action of a rollup with where and when it was done last. */
export const ActionRow = z.object({
  account: z.string(),
  region: z.string(),
  source: z.string(),
  name: z.string(),
  category: z.number(),
  lastMs: z.number(),
});

import { z } from "zod";

/** What retention dropped of one account and Region: the records of this time are gone, but for those that other log files hold. */
export const DroppedRange = z.object({
  account: z.string(),
  region: z.string(),
  files: z.number(),
  /** The first and the last of the records that went; what other drops left between them may still be here. */
  fromMs: z.number(),
  toMs: z.number(),
  /** The last time that something was dropped, at which age and on whose behalf; null where that was not kept. */
  droppedAtMs: z.number(),
  days: z.number().nullable(),
  by: z.string().nullable(),
});
export type DroppedRange = z.infer<typeof DroppedRange>;

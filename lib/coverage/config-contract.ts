import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";

/** The configuration of logging as files of CLI output, whole folders at once: what belongs together must come together. */
export const importConfig = defineEndpoint({
  method: "POST",
  path: "/api/v1/coverage/config",
  role: "investigator",
  scope: "upload",
  input: z.object({
    files: z
      .array(
        z.object({
          /** With its folders. */
          path: z.string().min(1).max(2000),
          text: z.string().max(16_000_000),
          modifiedMs: z.number().int(),
        }),
      )
      .min(1)
      .max(20_000),
    /** Dates what no snapshot.json dates; absent: the files' own times do. */
    asOfMs: z.number().optional(),
  }),
  output: z.object({
    trails: z.number(),
    eventDataStores: z.number(),
    facts: z.number(),
    added: z.number(),
    missing: z.array(z.string()).readonly(),
    skipped: z.array(z.object({ path: z.string(), reason: z.string() })).readonly(),
  }),
});
export type ConfigImport = z.infer<typeof importConfig.output>;

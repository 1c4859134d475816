import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";

/** Less than a day would drop what has only just come. */
export const RETENTION_DAYS_MAX = 36_500;
export const RetentionDays = z.number().int().min(1).max(RETENTION_DAYS_MAX);

/** What an age would drop: log files whose newest record is older. */
export const RetentionPlan = z.object({
  /** Files whose newest record is before this go. */
  cutoffMs: z.number(),
  files: z.number(),
  /** In all files, dropped ones left out. */
  filesInAll: z.number(),
  records: z.number(),
  /** Stored from these files; fewer go where files that stay hold the same records. */
  events: z.number(),
  /** As delivered. */
  bytes: z.number(),
  /** From the first to the last of their records; null where there are none. */
  fromMs: z.number().nullable(),
  toMs: z.number().nullable(),
});
export type RetentionPlan = z.infer<typeof RetentionPlan>;

export const retentionGet = defineEndpoint({
  method: "GET",
  path: "/api/v1/retention",
  role: "viewer",
  input: z.object({}),
  output: z.object({
    /** Null: everything is kept. */
    days: z.number().nullable(),
    setBy: z.string().nullable(),
    setAtMs: z.number().nullable(),
    /** What was dropped so far, at whatever age; null: nothing. */
    dropped: z
      .object({
        files: z.number(),
        events: z.number(),
        bytes: z.number(),
        fromMs: z.number().nullable(),
        toMs: z.number().nullable(),
        lastAtMs: z.number(),
      })
      .nullable(),
  }),
});
export type Retention = z.infer<typeof retentionGet.output>;

export const retentionPlan = defineEndpoint({
  method: "GET",
  path: "/api/v1/retention/plan",
  role: "admin",
  input: z.object({ days: RetentionDays }),
  output: RetentionPlan,
});

export const retentionSet = defineEndpoint({
  method: "POST",
  path: "/api/v1/retention",
  role: "admin",
  /** Null: keep everything from now on. */
  input: z.object({ days: RetentionDays.nullable() }),
  output: z.object({}),
});

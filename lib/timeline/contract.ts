import { z } from "zod";
import { EventFilter } from "@/lib/events/event-filter";
import { defineEndpoint } from "@/lib/http/endpoint";

export const DENSITY_BUCKETS_MAX = 2000;

/** Counts per bucket over the whole filtered set. Bucket k starts at `startMs + k * bucketMs`; the first and last reach beyond the window. */
export const Density = z.object({
  /** The window that was asked for, or the whole extent of the events; null where there are none. */
  window: z.object({ fromMs: z.number(), toMs: z.number() }).nullable(),
  startMs: z.number(),
  bucketMs: z.number(),
  ok: z.array(z.number()),
  error: z.array(z.number()),
  total: z.number(),
  /** Where only the latest part could be counted: the count goes on before this moment. */
  uncountedBeforeMs: z.number().nullable(),
  /** Whether the rollups can count this filter: only then can a list be entered at any position. */
  isCounted: z.boolean(),
});
export type Density = z.infer<typeof Density>;

export const getDensity = defineEndpoint({
  method: "GET",
  path: "/api/v1/timeline/density",
  role: "viewer",
  input: z.object({
    filter: EventFilter,
    buckets: z.number().int().min(1).max(DENSITY_BUCKETS_MAX).default(600),
    /** Goes on with a count that stopped early: what it gave as `uncountedBeforeMs`. */
    beforeMs: z.number().nullable().default(null),
  }),
  output: Density,
});

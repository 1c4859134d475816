import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";
import { DigestState, FileState } from "./verify-result";
import { SourceFilter, Watermark } from "./watermark";

/** How many of a list are given; how many there are is said beside them. */
export const LISTED = 50;

export const integritySummary = defineEndpoint({
  method: "GET",
  path: "/api/v1/integrity",
  role: "viewer",
  input: z.object({}),
  output: z.object({
    /** Log files that retention dropped. */
    dropped: z.number(),
    /** Log files that are here, by state; "missing" are those that a valid digest names and that are not here. */
    files: z.array(z.object({ state: FileState, count: z.number() })),
    digests: z.array(z.object({ state: DigestState, count: z.number() })),
    keys: z.number(),
    missing: z.array(z.object({ object: z.string(), digest: z.string() })),
    gaps: z.array(
      z.object({
        chain: z.string(),
        fromMs: z.number(),
        toMs: z.number(),
        kind: z.enum(["digest-missing", "not-logging"]),
        missing: z.string().nullable(),
      }),
    ),
    /** Of the first kind, with those that are not listed. */
    digestGaps: z.number(),
  }),
});
export type IntegritySummary = z.infer<typeof integritySummary.output>;

export const watermarksList = defineEndpoint({
  method: "GET",
  path: "/api/v1/integrity/watermarks",
  role: "viewer",
  input: z.object({}),
  output: z.object({ watermarks: z.array(Watermark) }),
});

/** Log files by the time in their names. Bucket k starts at `startMs + k * bucketMs`. */
export const Ribbon = z.object({
  startMs: z.number(),
  bucketMs: z.number(),
  verified: z.array(z.number()),
  unverified: z.array(z.number()),
  differs: z.array(z.number()),
  missing: z.array(z.number()),
  /** By retention. */
  dropped: z.array(z.number()),
  /** Until when all of them are completely here; null where nothing says so. */
  untilMs: z.number().nullable(),
  /** Accounts with Regions that were looked at. */
  pairs: z.number(),
});
export type Ribbon = z.infer<typeof Ribbon>;

export const integrityRibbon = defineEndpoint({
  method: "GET",
  path: "/api/v1/integrity/ribbon",
  role: "viewer",
  input: z
    .object({
      /** Those of the accounts and Regions in which this identity did something; of all, where it is null. */
      identityId: z.uuid().nullable().default(null),
      fromMs: z.number().min(0),
      toMs: z.number().max(253_402_300_799_000),
      buckets: z.number().int().min(1).max(400).default(200),
    })
    .refine(({ fromMs, toMs }) => toMs > fromMs, "toMs must be after fromMs"),
  output: Ribbon,
});

export const sourceFilters = defineEndpoint({
  method: "POST",
  path: "/api/v1/sources/filters",
  role: "investigator",
  input: z.object({
    source: z.string().min(1).max(1024),
    /** Empty: nobody knows any more. */
    leavesOut: z.array(SourceFilter).max(10),
  }),
  output: z.object({}),
});

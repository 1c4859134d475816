import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";

/** Records in, and where each of them went: always `records = stored + duplicates + quarantined`. */
const Conservation = z.object({
  records: z.number().int(),
  stored: z.number().int(),
  duplicates: z.number().int(),
  quarantined: z.number().int(),
});

const LastRun = Conservation.extend({
  id: z.uuid(),
  kind: z.string(),
  state: z.enum(["receiving", "queued", "running", "done", "failed", "cancelled"]),
  source: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  files: z.number().int(),
  /** Inputs without records. */
  skipped: z.number().int(),
  /** Those of them that are kept for what they are: digests, keys, signatures, names of accounts. */
  keptAside: z.number().int(),
  error: z.string().nullable(),
});

const ActiveIdentity = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  human: z.enum(["human", "non-human", "undetermined"]),
  events: z.number().int(),
  errors: z.number().int(),
  /** One per day of `days`. */
  perDay: z.array(z.number().int()),
});

export const Overview = z.object({
  totals: Conservation.extend({ files: z.number().int(), identities: z.number().int(), accounts: z.number().int() }),
  oldestEventAt: z.iso.datetime().nullable(),
  newestEventAt: z.iso.datetime().nullable(),
  lastRun: LastRun.nullable(),
  /** The last days for which anything was loaded, ending with the newest event: not with today. */
  days: z.array(z.iso.date()),
  mostActive: z.array(ActiveIdentity),
});
export type Overview = z.infer<typeof Overview>;

export const overview = defineEndpoint({
  method: "GET",
  path: "/api/v1/overview",
  role: "viewer",
  input: z.object({}),
  output: Overview,
});

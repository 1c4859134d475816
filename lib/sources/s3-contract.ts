import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";

const word = z.string().trim().max(2048).default("");

/** What to pull and with whose rights; texts as a person writes them, "" for what is left out. Never a secret. */
const S3Wish = z.object({
  /** s3://bucket/prefix */
  address: z.string().trim().min(1, "Say where: s3://bucket/prefix.").max(2048),
  accounts: word,
  regions: word,
  from: word,
  to: word,
  profile: word,
  roleArn: word,
  externalId: word,
  /** Ask AWS for the public keys of the digests that come. */
  fetchKeys: z.boolean().default(false),
});
export type S3Wish = z.input<typeof S3Wish>;

export const s3Look = defineEndpoint({
  method: "POST",
  path: "/api/v1/s3/look",
  role: "investigator",
  scope: "upload",
  input: S3Wish,
  output: z.object({
    files: z.number(),
    bytes: z.number(),
    /** Loaded by an earlier pull. */
    hereFiles: z.number(),
    /** Of delivery, "2026-10-05". */
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
    /** False: there are more, and looking was ended to answer in time. */
    isComplete: z.boolean(),
  }),
});
export type S3Found = z.infer<typeof s3Look.output>;

export const s3Pull = defineEndpoint({
  method: "POST",
  path: "/api/v1/s3/pull",
  role: "investigator",
  scope: "upload",
  input: S3Wish,
  output: z.object({ runId: z.uuid() }),
});

/** What is being loaded now, so that pages can say what they do not show yet. */
export const loadsUnderWay = defineEndpoint({
  method: "GET",
  path: "/api/v1/runs/under-way",
  role: "viewer",
  input: z.object({}),
  output: z.object({
    loads: z.array(
      z.object({
        id: z.uuid(),
        source: z.string(),
        files: z.number(),
        /** Null while it is still being found out. */
        filesTotal: z.number().nullable(),
        /** Days of delivery of what a pull from S3 has still to load. */
        firstDay: z.string().nullable(),
        lastDay: z.string().nullable(),
      }),
    ),
  }),
});
export type LoadUnderWay = z.infer<typeof loadsUnderWay.output>["loads"][number];

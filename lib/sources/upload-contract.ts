import { z } from "zod";
import { defineEndpoint, defineStream } from "@/lib/http/endpoint";
import { Conservation, PAGE_MAX } from "./contract";

export const UPLOAD_FILES_MAX = 50_000;
export const UPLOAD_STATES = ["receiving", "received", "ingested", "skipped", "failed"] as const;
export const UploadState = z.enum(UPLOAD_STATES);
export type UploadState = z.infer<typeof UploadState>;

/** Hexadecimal SHA-256 of what a file holds, where the sender knows it. */
export const SHA256_HEADER = "x-wakeline-sha256";

export const uploadCreate = defineEndpoint({
  method: "POST",
  path: "/api/v1/uploads",
  role: "investigator",
  scope: "upload",
  input: z.object({
    files: z
      .array(z.object({ name: z.string().min(1).max(10_000), bytes: z.number().int().min(0) }))
      .min(1)
      .max(
        UPLOAD_FILES_MAX,
        `One upload may have ${UPLOAD_FILES_MAX} files. Send a zip or tar, or use wakeline ingest.`,
      ),
  }),
  /** One id per announced file, in their order, and the name by which it goes from now on; or why it will not be taken. */
  output: z.object({
    runId: z.uuid(),
    files: z.array(z.object({ id: z.uuid(), name: z.string(), refused: z.string().nullable() })),
  }),
});

/** One file of an upload: its bytes are the body. */
export const uploadFile = defineStream({
  method: "PUT",
  path: "/api/v1/uploads/[runId]/files/[fileId]",
  role: "investigator",
  scope: "upload",
});

export const ReceivedFile = z.object({
  receivedBytes: z.number(),
  sha256: z.string(),
  verified: z.enum(["size", "size-and-hash"]),
});
export type ReceivedFile = z.infer<typeof ReceivedFile>;

export const uploadComplete = defineEndpoint({
  method: "POST",
  path: "/api/v1/uploads/complete",
  role: "investigator",
  scope: "upload",
  input: z.object({ runId: z.uuid() }),
  output: z.object({ received: z.number(), failed: z.number() }),
});

export const UploadFileRow = Conservation.extend({
  id: z.uuid(),
  name: z.string(),
  announcedBytes: z.number(),
  receivedBytes: z.number(),
  sha256: z.string().nullable(),
  state: UploadState,
  reason: z.string().nullable(),
});
export type UploadFileRow = z.infer<typeof UploadFileRow>;

export const uploadFiles = defineEndpoint({
  method: "GET",
  path: "/api/v1/uploads/files",
  role: "viewer",
  input: z.object({
    runId: z.uuid(),
    state: UploadState.nullable().default(null),
    cursor: z.string().max(200).nullable().default(null),
    limit: z.number().int().min(1).max(PAGE_MAX).default(50),
  }),
  output: z.object({ rows: z.array(UploadFileRow), next: z.string().nullable(), matching: z.number() }),
});

import { z } from "zod";

/** The job that loads the files of one upload. */
export const INGEST_UPLOAD = "ingest-upload";
export const IngestUploadPayload = z.object({
  runId: z.uuid(),
  /** An earlier job was at it, and may have loaded a part. */
  takenUp: z.boolean(),
});
export type IngestUploadPayload = z.infer<typeof IngestUploadPayload>;

/** A database that is away is tried again, with pauses of up to a quarter of an hour; every other failure is final at once. */
export const INGEST_UPLOAD_ATTEMPTS = 8;

/** One job per upload, however often it is asked for. */
export function ingestUploadKey(runId: string): string {
  return `${INGEST_UPLOAD}:${runId}`;
}

/** The channel on which a running job hears that somebody cancelled it. */
export const CANCEL_CHANNEL = "wakeline_cancel_run";

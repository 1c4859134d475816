import { z } from "zod";

/** The jobs that do the work of a run: loading the files of an upload, pulling from S3, dropping what is too old. */
export const RUN_TASKS = ["ingest-upload", "pull-s3", "apply-retention"] as const;
export type RunTask = (typeof RUN_TASKS)[number];

export const RunPayload = z.object({
  runId: z.uuid(),
  /** An earlier job was at it, and may have loaded a part. */
  takenUp: z.boolean(),
});
export type RunPayload = z.infer<typeof RunPayload>;

/** A database that is away is tried again, with pauses of up to a quarter of an hour; every other failure is final at once. */
export const RUN_ATTEMPTS = 8;

/** One job per run, however often it is asked for. */
export function runJobKey(task: RunTask, runId: string): string {
  return `${task}:${runId}`;
}

/** The channel on which a running job hears that somebody cancelled it. */
export const CANCEL_CHANNEL = "wakeline_cancel_run";

import { AppError } from "@/lib/base/app-error";

/** What is to be pulled: which part of which bucket, whose records, delivered when. */
export type S3Scope = {
  readonly bucket: string;
  /** "" for the whole bucket. */
  readonly prefix: string;
  /** Empty for all. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly fromMs: number | null;
  readonly toMs: number | null;
};

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2,}(-[a-z0-9]+)+$/;
const DAY_MS = 86_400_000;

/** Whether a word of the command line names a place in S3. */
export function isS3Address(text: string): boolean {
  return /^s3:\/\//i.test(text);
}

/** Reads `s3://bucket/prefix`. Throws `AppError` "invalid-input". */
export function parseS3Address(text: string): { bucket: string; prefix: string } {
  const match = /^s3:\/\/([^/]+)(?:\/(.*))?$/is.exec(text.trim());
  const [, bucket = "", prefix = ""] = match ?? [];
  if (!BUCKET.test(bucket))
    throw new AppError("invalid-input", `"${text.slice(0, 200)}" is not of the form s3://bucket/prefix.`);
  return { bucket, prefix: prefix.replace(/^\/+/, "") };
}

/** Reads lists like "111122223333,444455556666", and refuses what can be no account. */
export function parseAccounts(text: string): string[] {
  return parseList(text, ACCOUNT, "an account id of 12 digits");
}

/** Reads lists like "us-east-1,eu-west-1", and refuses what can be no Region. */
export function parseRegions(text: string): string[] {
  return parseList(text, REGION, "a Region such as us-east-1");
}

function parseList(text: string, pattern: RegExp, what: string): string[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  const wrong = words.find((word) => !pattern.test(word));
  if (wrong !== undefined) throw new AppError("invalid-input", `"${wrong.slice(0, 100)}" is not ${what}.`);
  return [...new Set(words)];
}

/** How the store names an object; also where its record says that it came from. */
export function objectPath(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

/**
 * The days ("2026-10-05") whose folders may hold records of the scope's time: a file lies under the day on which it was
 * delivered, which can be the day after its events.
 */
export function folderDays({ fromMs, toMs }: Pick<S3Scope, "fromMs" | "toMs">): {
  first: string | null;
  last: string | null;
} {
  return { first: fromMs === null ? null : dayOf(fromMs - DAY_MS), last: toMs === null ? null : dayOf(toMs + DAY_MS) };
}

function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

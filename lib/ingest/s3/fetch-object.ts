import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from "@aws-sdk/client-s3";
import { InputError, LimitError } from "../input-error";
import type { S3Object } from "./list-logs";
import { isDenied, isKmsDenied } from "./s3-failure";

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 150;
const MD5 = /^"?([0-9a-f]{32})"?$/;

export type Fetch = {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly object: S3Object;
  /** Where the bytes go. */
  readonly path: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
};

/** What S3 keeps beside the bytes of an object; a digest's signature is there and nowhere else. */
export type ObjectMetadata = Readonly<Record<string, string>>;

/**
 * Puts an object into a file, complete and as it was listed: length, ETag and the checksum that S3 holds are compared. Broken
 * transfers are tried again. Throws `InputError` or `LimitError` where this object cannot be had, and AWS's own error where
 * the right to it is missing.
 */
export async function fetchObject(fetch: Fetch): Promise<ObjectMetadata> {
  if (fetch.object.bytes > fetch.maxBytes)
    throw new LimitError(
      `larger than ${fetch.maxBytes} bytes: the limit of one file (WAKELINE_MAX_FILE_BYTES raises it)`,
    );
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchOnce(fetch);
    } catch (error) {
      await rm(fetch.path, { force: true });
      if (fetch.signal.aborted) throw error;
      const final = finalFailure(error);
      if (final !== null) throw final;
      if (attempt === ATTEMPTS)
        throw new InputError(`could not be transferred: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      await delay(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random()), undefined, { signal: fetch.signal });
    }
  }
}

async function fetchOnce({ s3, bucket, object, path, signal }: Fetch): Promise<ObjectMetadata> {
  const answer = await s3.send(
    new GetObjectCommand({ Bucket: bucket, Key: object.key, IfMatch: object.etag, ChecksumMode: "ENABLED" }),
    { abortSignal: signal },
  );
  if (!(answer.Body instanceof Readable)) throw new Error("the answer of S3 has no body");
  const md5 = createHash("md5");
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      md5.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(answer.Body, measure, createWriteStream(path, { mode: 0o600 }), { signal });
  if (bytes !== object.bytes) throw new Error(`${bytes} of ${object.bytes} bytes arrived`);
  const expected = md5Of(answer, object);
  if (expected !== undefined && md5.digest("hex") !== expected) throw new Error("the bytes do not match their MD5");
  return answer.Metadata ?? {};
}

/** An ETag is the MD5 of what was uploaded in one piece and not encrypted under a KMS key. */
function md5Of({ ServerSideEncryption }: GetObjectCommandOutput, { etag }: S3Object): string | undefined {
  const isPlain = ServerSideEncryption === undefined || ServerSideEncryption === "AES256";
  return isPlain ? MD5.exec(etag)?.[1] : undefined;
}

/** What trying again does not mend; null for everything else. */
function finalFailure(error: unknown): unknown {
  if (isDenied(error) || isKmsDenied(error)) return error;
  const name = error instanceof Error ? error.name : "";
  if (name === "NoSuchKey" || name === "NotFound") return new InputError("not in the bucket any more");
  if (name === "PreconditionFailed")
    return new InputError("changed in the bucket since it was listed: run the same again");
  if (name === "InvalidObjectState")
    return new InputError("archived (S3 Glacier): restore it in S3, then run the same again");
  if (/^(NoSuchBucket|InvalidAccessKeyId|SignatureDoesNotMatch|Expired|CredentialsProviderError)/.test(name))
    return error;
  return null;
}

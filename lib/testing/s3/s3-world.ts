import { createHash } from "node:crypto";

/** A role that may be assumed, by those who know its external id. */
export type Role = { readonly externalId: string | null; readonly accessKeyId: string };

export type StoredObject = {
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
  /** Encrypted under a KMS key that callers may not use. */
  readonly isLocked: boolean;
};
export type Bucket = Map<string, StoredObject>;

/** What the server knows of its callers. */
export type S3World = {
  readonly buckets: Map<string, Bucket>;
  readonly roles: Map<string, Role>;
  /** Access key ids that may read; null for all. */
  allowed: Set<string> | null;
  /** How often each object was sent whole. */
  readonly sent: Map<string, number>;
};

/** As S3 gives it to what was uploaded in one piece. */
export function etagOf(bytes: Buffer): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}

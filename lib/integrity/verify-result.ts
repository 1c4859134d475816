import { z } from "zod";

/** What is known of a log file's integrity. */
export const FILE_STATES = [
  "verified",
  "hash-differs",
  "missing",
  "not-referenced",
  "no-key",
  "chain-broken",
  "unverified",
] as const;
export const FileState = z.enum(FILE_STATES);
export type FileState = z.infer<typeof FileState>;

export const FILE_REASONS = [
  /** hash-differs: other bytes than those that were signed. */
  "content",
  /** hash-differs: the signed bytes, and more behind the end of the gzip data. */
  "trailing-data",
  /** chain-broken: the digest that names it is not AWS's, or was changed. */
  "digest-signature",
  /** chain-broken: the digest that names it lies elsewhere than it says. */
  "digest-moved",
  /** chain-broken: the digests of its time are not here. */
  "digest-missing",
  /** unverified: the digest that names it has no signature here. */
  "no-signature",
  /** unverified: no digest speaks of its time and place. */
  "no-digest",
  /** unverified: a record in it was too large to keep, so its bytes cannot be hashed again. */
  "not-kept-whole",
] as const;
export const FileReason = z.enum(FILE_REASONS);
export type FileReason = z.infer<typeof FileReason>;

/** How the public key was had with which a digest was checked. */
export const KeyOrigin = z.enum(["aws", "imported", "files"]);
export type KeyOrigin = z.infer<typeof KeyOrigin>;
export const KEY_ORIGINS = KeyOrigin.options;

export const DIGEST_STATES = [
  "unsettled",
  "valid",
  "invalid-signature",
  "no-key",
  "no-signature",
  "moved",
  "malformed",
] as const;
export const DigestState = z.enum(DIGEST_STATES);
export type DigestState = z.infer<typeof DigestState>;

export type DigestResult = {
  readonly type: "digest";
  /** s3:// address as signed, or the path of one that cannot be read. */
  readonly object: string;
  readonly state: DigestState;
  readonly problem: string | null;
  readonly isBackfill: boolean;
  readonly region: string | null;
  readonly fingerprint: string | null;
  readonly key: KeyOrigin | null;
  readonly from: string | null;
  readonly to: string | null;
};

export type LogFileResult = {
  readonly type: "log-file";
  /** A place where we have it; null for one that is missing. */
  readonly file: string | null;
  /** Where its digest says it lies; null for one that no digest names. */
  readonly object: string | null;
  /** Of the bytes as delivered. */
  readonly sha256: string | null;
  readonly state: FileState;
  readonly reason: FileReason | null;
  /** s3:// address of the digest that decides. */
  readonly digest: string | null;
  readonly key: KeyOrigin | null;
  readonly isBackfill: boolean;
  /** When retention dropped its bytes; the state is what was known of them by then. */
  readonly droppedAt: string | null;
};

export type GapResult = {
  readonly type: "gap";
  readonly kind: "digest-missing" | "not-logging";
  readonly chain: string;
  readonly from: string;
  readonly to: string;
  /** s3:// address of the digest before the later one, which is not here. */
  readonly missing: string | null;
};

export type VerifyResult = DigestResult | LogFileResult | GapResult;

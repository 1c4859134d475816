import { z } from "zod";
import { type FileReason, FileReason as Reason, FileState, KeyOrigin } from "./verify-result";

/** What is known of one log file that is here. */
export const FileIntegrity = z.object({
  state: FileState.exclude(["missing"]),
  reason: Reason.nullable(),
  /** How the key was had that the digest was checked with. */
  key: KeyOrigin.nullable(),
  /** s3:// address of the digest that decides. */
  digest: z.string().nullable(),
});
export type FileIntegrity = z.infer<typeof FileIntegrity>;

export const STATE_NAMES = {
  verified: "verified",
  "hash-differs": "hash differs",
  missing: "missing",
  "not-referenced": "not referenced",
  "no-key": "no key",
  "chain-broken": "chain broken",
  unverified: "unverified",
} as const;

const REASONS: Readonly<Record<FileReason, string>> = {
  content: "AWS signed other bytes than these: the file was changed, or its copy was damaged",
  "trailing-data": "bytes follow the end of the gzip data that AWS signed",
  "digest-signature": "the digest that names it carries no valid signature of AWS",
  "digest-moved": "the digest that names it lies at another place than it says",
  "digest-missing": "the digests of its time are not here, so nothing says what was delivered",
  "no-signature": "the digest that names it has no signature here: S3 keeps that as metadata of the object",
  "no-digest": "no digest speaks of its place and time: nothing shows that AWS delivered these bytes",
  "not-kept-whole": "a record in it was too large to keep, so its bytes cannot be compared",
};

/** One sentence on a log file's state. */
export function integritySentence({ state, reason, key }: Omit<FileIntegrity, "digest">): string {
  switch (state) {
    case "verified":
      return key === "files"
        ? "Its hash is in a signed digest; the key came with the files, so whoever made the files could have made the key"
        : "Its hash is in a digest that AWS signed: these are the bytes that CloudTrail delivered";
    case "no-key":
      return "The public key of its digest is not here: import it with `wakeline verify --keys`";
    case "not-referenced":
      return "No digest names it, although digests cover its time: CloudTrail does not vouch for it";
    case "hash-differs":
    case "chain-broken":
    case "unverified":
      return capital(REASONS[reason ?? "no-digest"]);
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

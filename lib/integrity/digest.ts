import { z } from "zod";

const Sha256Hex = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/)
  .transform((text) => text.toLowerCase());
const Signature = z
  .string()
  .regex(/^[0-9a-fA-F]{64,1024}$/)
  .transform((text) => text.toLowerCase());
const Name = z.string().min(1).max(1024);
/** As CloudTrail writes times: whole seconds, UTC. */
const Time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/);

/** A digest as CloudTrail writes it. The keys of the digest before are there in the first one too, as null. */
const Digest = z.object({
  digestStartTime: Time,
  digestEndTime: Time,
  digestS3Bucket: Name,
  digestS3Object: Name,
  digestPublicKeyFingerprint: z
    .string()
    .regex(/^[0-9a-fA-F]{32}$/)
    .transform((text) => text.toLowerCase()),
  previousDigestS3Object: Name.nullable().default(null),
  previousDigestHashValue: Sha256Hex.nullable().default(null),
  previousDigestSignature: Signature.nullable(),
  logFiles: z.array(z.object({ s3Bucket: Name, s3Object: Name, hashValue: Sha256Hex })).max(1_000_000),
});
export type Digest = z.output<typeof Digest>;

/** Reads the JSON of a digest; what is wrong with it, in words, where it is none. */
export function parseDigest(text: string): Digest | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "it holds no JSON" };
  }
  const parsed = Digest.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { problem: issue ? `${issue.path.join(".") || "it"}: ${issue.message}`.slice(0, 300) : "it is no digest" };
}

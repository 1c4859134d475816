export type SignedDigest = {
  /** Exactly as written. */
  readonly endText: string;
  readonly bucket: string;
  readonly key: string;
  /** SHA-256 of the decompressed bytes as delivered, in hexadecimal. */
  readonly content: string;
  readonly previousSignature: string | null;
};

/**
 * What CloudTrail signed: the end time, where the digest lies, the hash of its bytes, and the signature of the digest before,
 * or the word "null" in the first one; with line feeds between them.
 */
export function signedText({ endText, bucket, key, content, previousSignature }: SignedDigest): string {
  return [endText, `${bucket}/${key}`, content, previousSignature ?? "null"].join("\n");
}

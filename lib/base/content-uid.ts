import { hash } from "node:crypto";

/**
 * A 128-bit id derived from content, as a version 8 UUID (RFC 9562): the first 122 bits of SHA-256 over the parts.
 * The same parts give the same id in every store.
 */
export function contentUid(...parts: readonly (string | number | null)[]): string {
  const digest = hash("sha256", JSON.stringify(parts), "hex");
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join("-");
}

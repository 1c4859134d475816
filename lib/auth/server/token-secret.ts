import { createHash, randomBytes } from "node:crypto";

const PREFIX = "wkl_";
const SECRET = /^wkl_[A-Za-z0-9_-]{43}$/;
const HINT_LENGTH = PREFIX.length + 4;

/** A new token: 256 random bits behind a prefix that scanners of code can look for. */
export function generateToken(): string {
  return PREFIX + randomBytes(32).toString("base64url");
}

/** What the store keeps of a token. One round of SHA-256 is right for 256 random bits: there is nothing to guess. */
export function hashToken(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}

/** The beginning of a token, which is shown to tell it from others. */
export function hintOf(secret: string): string {
  return secret.slice(0, HINT_LENGTH);
}

/** The token of an Authorization header: undefined where it holds none of ours, null where it holds something that only looks like one. */
export function bearerOf(header: string | null): string | null | undefined {
  const [, given] = /^bearer +(.*)$/i.exec(header ?? "") ?? [];
  if (given === undefined || !given.startsWith(PREFIX)) return undefined;
  return SECRET.test(given) ? given : null;
}

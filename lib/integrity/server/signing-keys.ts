import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";

/** As `aws cloudtrail list-public-keys` prints them. */
const KeyRow = z.object({ id: z.number(), fingerprint: z.string(), der: z.instanceof(Buffer) });

/** An RSA key from DER: PKCS#1 as AWS lists most, else SPKI; null where it is neither. */
export function rsaKeyOf(der: Buffer): KeyObject | null {
  for (const type of ["pkcs1", "spki"] as const) {
    try {
      const key = createPublicKey({ key: der, format: "der", type });
      if (key.asymmetricKeyType === "rsa") return key;
    } catch {
      continue;
    }
  }
  return null;
}

export type SigningKey = { readonly id: number; readonly key: KeyObject };

/** Every known key by its fingerprint, the ones that we know best first. */
export async function readSigningKeys(pool: Pool): Promise<Map<string, SigningKey[]>> {
  const keys = new Map<string, SigningKey[]>();
  const found = await rows(pool, KeyRow, sql`select id, fingerprint, der from public_key order by origin, der_sha256`);
  for (const { id, fingerprint, der } of found) {
    const key = rsaKeyOf(der);
    if (key) keys.set(fingerprint, [...(keys.get(fingerprint) ?? []), { id, key }]);
  }
  return keys;
}

/** Whether RSASSA-PKCS1-v1_5 over SHA-256 holds; false for a signature that is none. */
export function isSignedBy(key: KeyObject, text: string, signatureHex: string): boolean {
  try {
    return verify("RSA-SHA256", Buffer.from(text, "utf8"), key, Buffer.from(signatureHex, "hex"));
  } catch {
    return false;
  }
}

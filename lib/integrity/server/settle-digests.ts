import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { isPlaceOf } from "../object-place";
import { signedText } from "../signed-text";
import { isSignedBy, readSigningKeys, type SigningKey } from "./signing-keys";

const PAGE = 1000;

const OpenDigest = z.object({
  id: z.number(),
  content: z.string(),
  state: z.string(),
  bucket: z.string(),
  key: z.string(),
  endText: z.string(),
  fingerprint: z.string(),
  previousSignature: z.string().nullable(),
  signatures: z.array(z.string()),
  paths: z.array(z.string()),
});
type OpenDigest = z.output<typeof OpenDigest>;
type Outcome = { readonly id: number; readonly state: string; readonly keyId: number | null };

/**
 * Decides every digest that is not valid yet, from all signatures, keys and places known by now. Returns the chains in which
 * something changed.
 */
export async function settleDigests(pool: Pool): Promise<string[]> {
  const keys = await readSigningKeys(pool);
  const changed = new Set<string>();
  let after = 0;
  for (;;) {
    const page = await readOpen(pool, after);
    if (page.length === 0) return [...changed];
    after = page.at(-1)?.id ?? after;
    const outcomes = page.map((digest) => decide(digest, keys.get(digest.fingerprint) ?? []));
    const { rows: updated } = await pool.query<{ chain: string }>(
      `update digest d set state = o.state, key_id = o.key_id
       from unnest($1::int[], $2::text[], $3::int[]) as o (id, state, key_id)
       where d.id = o.id and (d.state, d.key_id) is distinct from (o.state, o.key_id) returning d.chain`,
      [outcomes.map(({ id }) => id), outcomes.map(({ state }) => state), outcomes.map(({ keyId }) => keyId)],
    );
    for (const { chain } of updated) changed.add(chain);
  }
}

function readOpen(pool: Pool, after: number): Promise<OpenDigest[]> {
  return rows(
    pool,
    OpenDigest,
    sql`
      select d.id, encode(d.content_sha256, 'hex') as content, d.state, d.bucket, d.key, d.end_text as "endText", d.fingerprint,
        d.previous_signature as "previousSignature",
        array_to_json(array(select s.signature from digest_signature s where s.file_name = d.file_name order by 1)) as signatures,
        array_to_json(array(select f.path from digest_file f where f.digest_id = d.id order by 1)) as paths
      from digest d where d.id > ${after} and d.state not in ('valid', 'malformed') order by d.id limit ${PAGE}`,
  );
}

function decide(digest: OpenDigest, keys: readonly SigningKey[]): Outcome {
  const { id, signatures, paths, bucket, key } = digest;
  if (signatures.length === 0) return { id, state: "no-signature", keyId: null };
  if (keys.length === 0) return { id, state: "no-key", keyId: null };
  const text = signedText(digest);
  const signer = keys.find((one) => signatures.some((signature) => isSignedBy(one.key, text, signature)));
  if (!signer) return { id, state: "invalid-signature", keyId: null };
  if (!paths.some((path) => isPlaceOf(path, bucket, key))) return { id, state: "moved", keyId: signer.id };
  return { id, state: "valid", keyId: signer.id };
}

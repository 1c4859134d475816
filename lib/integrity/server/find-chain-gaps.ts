import type { Pool } from "pg";
import { z } from "zod";
import { inTransaction } from "@/lib/db/in-transaction";
import { rows, sql } from "@/lib/db/sql";
import { findGaps } from "../find-gaps";

const LinkRow = z.object({
  startMs: z.number(),
  endMs: z.number(),
  contentSha256: z.string(),
  previousKey: z.string().nullable(),
  previousSha256: z.string().nullable(),
});

/** Follows chains of digests from one to the next, and writes down where nothing covers the time. */
export async function findChainGaps(pool: Pool, chains: readonly string[]): Promise<void> {
  for (const chain of chains) {
    const gaps = findGaps(await readLinks(pool, chain));
    await inTransaction(pool, async (client) => {
      await client.query("delete from digest_gap where chain = $1", [chain]);
      await client.query(
        `insert into digest_gap (chain, from_at, to_at, kind, missing)
         select $1, to_timestamp(f / 1000), to_timestamp(t / 1000), k, m from unnest($2::float8[], $3::float8[], $4::text[], $5::text[]) as g (f, t, k, m)
         on conflict do nothing`,
        [
          chain,
          gaps.map(({ fromMs }) => fromMs),
          gaps.map(({ toMs }) => toMs),
          gaps.map(({ kind }) => kind),
          gaps.map(({ missing }) => missing),
        ],
      );
    });
  }
}

/** What nothing speaks against: a digest that nobody can check may still be the right one. */
function readLinks(pool: Pool, chain: string): Promise<z.output<typeof LinkRow>[]> {
  return rows(
    pool,
    LinkRow,
    sql`
      select extract(epoch from start_at)::float8 * 1000 as "startMs", extract(epoch from end_at)::float8 * 1000 as "endMs",
        encode(content_sha256, 'hex') as "contentSha256", previous_key as "previousKey", encode(previous_sha256, 'hex') as "previousSha256"
      from digest where chain = ${chain} and state in ('valid', 'no-key', 'no-signature') order by end_at, id`,
  );
}

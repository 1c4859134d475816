import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import type { SignedTrail } from "../held-places";

const Row = z.object({
  place: z.string(),
  account: z.string(),
  region: z.string(),
  trail: z.string(),
  home: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
});

/** Whose valid digests are here, for places that several trails write to: the first to the last of each; what is missing between is a hole of the place. */
export async function readSignedTrails(pool: Pool, places: readonly string[]): Promise<readonly SignedTrail[]> {
  if (places.length === 0) return [];
  return rows(
    pool,
    Row,
    sql`
      select case when k.place = '' then s.name else k.place end as place, c.account, c.region, d.trail, substring(d.chain from '[^ ]+$') as home,
        (extract(epoch from min(d.start_at)) * 1000)::float8 as "fromMs", (extract(epoch from max(d.end_at)) * 1000)::float8 as "toMs"
      from sink k join source s on s.id = k.source_id join digest_sink c on c.sink_id = k.id
      join digest d on d.chain = c.chain and d.state = 'valid' and not d.is_backfill and d.trail is not null
      where k.place = any(${[...places]}) group by 1, 2, 3, 4, 5`,
  );
}

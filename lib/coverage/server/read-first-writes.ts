import type { Pool } from "pg";
import { z } from "zod";
import { CATEGORIES } from "@/lib/cloudtrail/normalised-event";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { WRITE_FLAGS } from "@/lib/events/event-flags";
import type { Watermark } from "@/lib/integrity/watermark";
import { type FirstWrites, writeKey } from "../held-places";

type Place = Pick<Watermark, "sinkId" | "account" | "region">;
type Asked = { readonly place: Place; readonly isVerified: boolean };

/** Files of an account are read in the order in which they came, until one has such a record: most have. */
const FILES_A_STEP = 100;
/** Where the first thousand have none, none is told: it is then not known whether the sink took any. */
const STEPS_MAX = 10;

/** The first management event that is no read of each place, among the first files of it; as far as it was looked for. */
export async function readFirstWrites(pool: Pool, places: readonly Place[]): Promise<FirstWrites> {
  const found = new Map<string, { complete: number | null; verified: number | null }>();
  for (const place of places) {
    const complete = await firstWrite(pool, { place, isVerified: false });
    const verified = complete === null ? null : await firstWrite(pool, { place, isVerified: true });
    found.set(writeKey(place), { complete, verified });
  }
  return found;
}

async function firstWrite(pool: Pool, asked: Asked): Promise<number | null> {
  for (let step = 0; step < STEPS_MAX; step++) {
    const files = await filesOf(pool, asked, step * FILES_A_STEP);
    const timeMs = files.length === 0 ? null : await firstOf(pool, asked.place, files);
    if (timeMs !== null || files.length < FILES_A_STEP) return timeMs;
  }
  return null;
}

async function filesOf(pool: Pool, { place, isVerified }: Asked, skipped: number): Promise<number[]> {
  const found = await rows(
    pool,
    z.object({ id: z.number() }),
    sql`
      select d.log_file_id as id from delivered_file d
      left join log_file_integrity i on i.log_file_id = d.log_file_id
      where d.sink_id = ${place.sinkId} and d.account = ${place.account} and d.region = ${place.region}
        and (not ${isVerified} or i.state = 'verified')
      order by d.publish_time, d.log_file_id limit ${FILES_A_STEP} offset ${skipped}`,
  );
  return found.map(({ id }) => id);
}

/** Also of records that another file brought first. */
async function firstOf(pool: Pool, { account, region }: Place, files: readonly number[]): Promise<number | null> {
  const found = await firstRow(
    pool,
    z.object({ timeMs: z.number().nullable() }),
    sql`
      with written as (
        select event_time, account_id, region_id, action_id, flags from event where log_file_id = any(${[...files]}::int[])
        union all
        select e.event_time, e.account_id, e.region_id, e.action_id, e.flags from event_copy c
        join event_locator l on l.event_id = c.event_id join event e on e.event_time = l.event_time and e.event_id = l.event_id
        where c.log_file_id = any(${[...files]}::int[])
      )
      select (extract(epoch from min(w.event_time)) * 1000)::float8 as "timeMs" from written w
      join action a on a.id = w.action_id and a.category = ${MANAGEMENT}
      where (w.flags & ${WRITE_FLAGS.mask}) = ${WRITE_FLAGS.value}
        and w.account_id in (select id from account where account = ${account})
        and w.region_id in (select id from region where region = ${region})`,
  );
  return found?.timeMs ?? null;
}

const MANAGEMENT = CATEGORIES.indexOf("management");

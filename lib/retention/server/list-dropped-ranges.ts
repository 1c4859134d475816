import type { Pool } from "pg";
import { rows, sql } from "@/lib/db/sql";
import { DroppedRange } from "../dropped-range";

/** Every account and Region of which retention dropped log files, with the time that they span. True from the moment of the drop on. */
export function listDroppedRanges(pool: Pool): Promise<DroppedRange[]> {
  return rows(
    pool,
    DroppedRange,
    sql`
      select a.account, r.region, sum(d.files)::float8 as files, extract(epoch from min(d.from_at))::float8 * 1000 as "fromMs",
        extract(epoch from max(d.to_at))::float8 * 1000 as "toMs", extract(epoch from max(d.dropped_at))::float8 * 1000 as "droppedAtMs",
        (array_agg(d.days order by d.dropped_at desc))[1] as days, (array_agg(d.by_name order by d.dropped_at desc))[1] as by
      from dropped_range d join account a on a.id = d.account_id join region r on r.id = d.region_id
      group by 1, 2 order by 1, 2`,
  );
}

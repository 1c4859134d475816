import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { Place } from "@/lib/events/contract";
import { FileIntegrity } from "@/lib/integrity/file-integrity";
import { FILE_INTEGRITY_SQL } from "@/lib/integrity/server/file-integrity-sql";

const PlaceRow = z.object({
  logFileId: z.number(),
  recordIndex: z.number(),
  sha256: z.string(),
  paths: z.array(z.string()),
  differs: z.boolean(),
  integrity: FileIntegrity,
});

/** Where in the evidence an event was delivered: first the delivery that its columns come from, then all others. */
export function findPlaces(ctx: Context, id: string): Promise<Place[]> {
  return rows(
    ctx.pool,
    PlaceRow,
    sql`
      select d.log_file_id as "logFileId", d.record_index as "recordIndex", encode(f.sha256, 'hex') as sha256, d.differs, ${FILE_INTEGRITY_SQL},
        coalesce((select array_agg(l.path order by l.seen_at, l.path) from log_file_location l where l.log_file_id = d.log_file_id), '{}') as paths
      from (
        select e.log_file_id, e.record_index, false as differs, 0 as place from event_locator l
        join event e on e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
        where l.event_id = ${id}::uuid
        union all
        select log_file_id, record_index, differs, 1 from event_copy where event_id = ${id}::uuid
      ) d join log_file f on f.id = d.log_file_id
      order by d.place, d.log_file_id, d.record_index`,
  );
}

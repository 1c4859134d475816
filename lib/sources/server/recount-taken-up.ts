import type { Pool } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";
import { firstRow, sql } from "@/lib/db/sql";
import { Conservation } from "../contract";
import { UPLOAD_SOURCE } from "./create-upload";

/**
 * Counts a run that several attempts loaded. The last attempt found what those before it had loaded "here already"; by the log
 * files that came under this upload's names since it began, each of its records is counted once.
 */
export async function recountTakenUp(pool: Pool, runId: string): Promise<Conservation> {
  return inTransaction(pool, async (client) => {
    await client.query(
      `create temp table taken_up on commit drop as
       with place as (
         select f.id, f.records, f.stored, f.duplicates, f.quarantined, l.path
         from ingest_run r
         join source s on s.name = $2
         join log_file f on f.received_at >= r.started_at and f.source_id = s.id
         join log_file_location l on l.log_file_id = f.id and l.source_id = s.id
         where r.id = $1
       )
       select distinct on (id) * from (
         select p.*, u.id as upload_file_id
         from place p join upload_file u on u.run_id = $1 and u.state = 'ingested' and u.name = p.path
         union all
         select p.*, u.id
         from place p join upload_file u on u.run_id = $1 and u.state = 'ingested' and starts_with(p.path, u.name || '!')
         where p.path like '%!%'
       ) found
       order by id, upload_file_id`,
      [runId, UPLOAD_SOURCE],
    );
    await client.query(
      `update upload_file u set records = t.records, stored = t.stored, duplicates = t.duplicates, quarantined = t.quarantined,
         reason = case when u.reason = 'the same bytes are here already' then null else u.reason end
       from (
         select upload_file_id, sum(records)::int as records, sum(stored)::int as stored,
           sum(duplicates)::int as duplicates, sum(quarantined)::int as quarantined
         from taken_up group by 1
       ) t
       where u.id = t.upload_file_id`,
    );
    await client.query(
      `update ingest_run r set files_new = t.files, records = t.records, stored = t.stored, duplicates = t.duplicates, quarantined = t.quarantined
       from (
         select count(*)::int as files, coalesce(sum(records), 0) as records, coalesce(sum(stored), 0) as stored,
           coalesce(sum(duplicates), 0) as duplicates, coalesce(sum(quarantined), 0) as quarantined
         from taken_up
       ) t
       where r.id = $1`,
      [runId],
    );
    const counts = await firstRow(
      client,
      Conservation,
      sql`select records::float8, stored::float8, duplicates::float8, quarantined::float8 from ingest_run where id = ${runId}`,
    );
    return Conservation.parse(counts);
  });
}

import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { Conservation, type SourcesSummary } from "../contract";

/** Below, an empty database of 9 MiB is most of what there is. */
const FEW_EVENTS = 20_000;

/** What the store holds, where it came from, and what it costs on the disk. */
export async function getSourcesSummary({ pool }: Pick<Context, "pool">): Promise<SourcesSummary> {
  const [counts, sources, disk] = await Promise.all([readCounts(pool), readSources(pool), readDisk(pool)]);
  const { files, filesWithQuarantine, filesIncomplete, deliveredBytes, ...totals } = counts;
  const bytesPerEvent = totals.stored < FEW_EVENTS ? null : Math.round(disk.databaseBytes / totals.stored);
  return {
    totals,
    files,
    filesWithQuarantine,
    filesIncomplete,
    deliveredBytes,
    sources,
    disk: { ...disk, bytesPerEvent },
  };
}

type Pool = Context["pool"];

const Counts = Conservation.extend({
  files: z.number(),
  filesWithQuarantine: z.number(),
  filesIncomplete: z.number(),
  deliveredBytes: z.number(),
});

async function readCounts(pool: Pool): Promise<z.output<typeof Counts>> {
  const row = await firstRow(
    pool,
    Counts,
    sql`
      select count(*)::float8 as files,
             count(*) filter (where quarantined > 0)::float8 as "filesWithQuarantine",
             count(*) filter (where not complete)::float8 as "filesIncomplete",
             coalesce(sum(delivered_bytes), 0)::float8 as "deliveredBytes",
             coalesce(sum(records), 0)::float8 as records,
             coalesce(sum(stored), 0)::float8 as stored,
             coalesce(sum(duplicates), 0)::float8 as duplicates,
             coalesce(sum(quarantined), 0)::float8 as quarantined
      from log_file`,
  );
  return Counts.parse(row);
}

const SourceRow = z.object({ name: z.string(), trust: z.number(), files: z.number() });

function readSources(pool: Pool): Promise<z.output<typeof SourceRow>[]> {
  return rows(
    pool,
    SourceRow,
    sql`
      select s.name, s.trust, count(f.id)::float8 as files
      from source s left join log_file f on f.source_id = s.id
      group by s.id order by files desc, s.name limit 200`,
  );
}

const Disk = z.object({
  databaseBytes: z.number(),
  evidenceBytes: z.number(),
  eventBytes: z.number(),
  rollupBytes: z.number(),
});

async function readDisk(pool: Pool): Promise<z.output<typeof Disk>> {
  const row = await firstRow(
    pool,
    Disk,
    sql`
      with part as (
        select coalesce(p.relname, c.relname) as name, pg_total_relation_size(c.oid) as bytes
        from pg_class c
        left join pg_inherits i on i.inhrelid = c.oid
        left join pg_class p on p.oid = i.inhparent
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      )
      select pg_database_size(current_database())::float8 as "databaseBytes",
             coalesce(sum(bytes) filter (where name in ('evidence_chunk', 'evidence_segment', 'digest_file')), 0)::float8 as "evidenceBytes",
             coalesce(sum(bytes) filter (where name in ('event', 'event_locator', 'event_alias', 'event_resource', 'event_copy')), 0)::float8
               as "eventBytes",
             coalesce(sum(bytes) filter (where name in ('activity_hour', 'activity_day')), 0)::float8 as "rollupBytes"
      from part`,
  );
  return Disk.parse(row);
}

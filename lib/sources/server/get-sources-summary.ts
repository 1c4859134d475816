import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { Conservation, type SourcesSummary } from "../contract";
import { readDiskUse } from "./read-disk-use";

/** Below, an empty database of 9 MiB is most of what there is. */
const FEW_EVENTS = 20_000;

/** What the store holds, where it came from, and what it costs on the disk. */
export async function getSourcesSummary({ pool }: Pick<Context, "pool">): Promise<SourcesSummary> {
  const [counts, sources, disk] = await Promise.all([readCounts(pool), readSources(pool), readDiskUse(pool)]);
  const { files, filesWithQuarantine, filesIncomplete, deliveredBytes, dropped, ...totals } = counts;
  const bytesPerEvent = totals.stored < FEW_EVENTS ? null : Math.round(disk.databaseBytes / totals.stored);
  return {
    totals,
    files,
    filesWithQuarantine,
    filesIncomplete,
    deliveredBytes,
    dropped,
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
  dropped: Conservation.extend({ files: z.number() }),
});

async function readCounts(pool: Pool): Promise<z.output<typeof Counts>> {
  const row = await firstRow(
    pool,
    Counts,
    sql`
      select count(*) filter (where dropped_at is null)::float8 as files,
             count(*) filter (where quarantined > 0)::float8 as "filesWithQuarantine",
             count(*) filter (where not complete)::float8 as "filesIncomplete",
             coalesce(sum(delivered_bytes) filter (where dropped_at is null), 0)::float8 as "deliveredBytes",
             (select json_build_object('files', count(*), 'records', coalesce(sum(records), 0), 'stored', coalesce(sum(stored), 0),
               'duplicates', coalesce(sum(duplicates), 0), 'quarantined', coalesce(sum(quarantined), 0)) from dropped_file) as dropped,
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
      from source s left join log_file f on f.source_id = s.id and f.dropped_at is null
      group by s.id order by files desc, s.name limit 200`,
  );
}

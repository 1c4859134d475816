import { existsSync, readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { embeddedPaths } from "@/lib/db/embedded/embedded-paths";
import { firstRow, sql } from "@/lib/db/sql";
import { env, wakelineHome } from "@/lib/env";

const Disk = z.object({
  databaseBytes: z.number(),
  evidenceBytes: z.number(),
  eventBytes: z.number(),
  indexBytes: z.number(),
  rollupBytes: z.number(),
});

export type DiskUse = z.output<typeof Disk> & {
  /** Free where the embedded database lives; null for a server whose disk we cannot see. */
  readonly freeBytes: number | null;
};

/** What the store takes on the disk, by what for: tables without their indexes, and all indexes together. */
export async function readDiskUse(pool: Context["pool"]): Promise<DiskUse> {
  const row = await firstRow(
    pool,
    Disk,
    sql`
      with part as (
        select coalesce(p.relname, c.relname) as name, pg_table_size(c.oid) as bytes, pg_indexes_size(c.oid) as indexes
        from pg_class c
        left join pg_inherits i on i.inhrelid = c.oid
        left join pg_class p on p.oid = i.inhparent
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      )
      select pg_database_size(current_database())::float8 as "databaseBytes",
        coalesce(sum(bytes) filter (where name in ('evidence_chunk', 'evidence_segment', 'digest_file')), 0)::float8 as "evidenceBytes",
        coalesce(sum(bytes) filter (where name in ('event', 'event_locator', 'event_alias', 'event_resource', 'event_copy')), 0)::float8
          as "eventBytes",
        coalesce(sum(indexes), 0)::float8 as "indexBytes",
        coalesce(sum(bytes) filter (where name in ('activity_hour', 'activity_day', 'seen_day')), 0)::float8 as "rollupBytes"
      from part`,
  );
  return { ...Disk.parse(row), freeBytes: await freeBytes() };
}

async function freeBytes(): Promise<number | null> {
  if (env.DATABASE_URL !== undefined) return null;
  const { home, location } = embeddedPaths(wakelineHome);
  try {
    const folder = existsSync(location) ? readFileSync(location, "utf8").trim() : home;
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

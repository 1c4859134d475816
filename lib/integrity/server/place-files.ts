import type { Pool } from "pg";
import { z } from "zod";
import { inTransaction } from "@/lib/db/in-transaction";
import { rows, sql } from "@/lib/db/sql";
import { parseFileName } from "@/lib/ingest/file-name";
import { layoutPlaceOf } from "../object-place";

const PAGE = 5000;

const LocationRow = z.object({ fileId: z.number(), sourceId: z.number(), path: z.string() });

type Placed = {
  readonly fileId: number;
  readonly sourceId: number;
  readonly path: string;
  readonly place: string;
  readonly organisation: string | null;
  readonly account: string;
  readonly region: string;
  readonly publishTime: string | null;
};

/** Sorts log files that came into their sinks, by where they lay. Returns the ids of those files. */
export async function placeFiles(pool: Pool): Promise<number[]> {
  const placed = new Set<number>();
  for (;;) {
    const page = await rows(
      pool,
      LocationRow,
      sql`
        select l.log_file_id as "fileId", l.source_id as "sourceId", l.path from log_file_location l
        join log_file f on f.id = l.log_file_id and f.complete
        where not l.is_placed order by l.log_file_id limit ${PAGE}`,
    );
    if (page.length === 0) return [...placed];
    const found = page.map((row) => ({ ...row, ...placeOf(row.path) }));
    await inTransaction(pool, async (client) => {
      await client.query(ENSURE_SINKS, [JSON.stringify(found)]);
      await client.query(KEEP, [JSON.stringify(found)]);
      await client.query(MARK, [JSON.stringify(found)]);
    });
    for (const { fileId } of page) placed.add(fileId);
  }
}

/** Where a path lies: its sink's place, and what its name says. */
export function placeOf(path: string): Omit<Placed, "fileId" | "sourceId" | "path"> {
  const layout = layoutPlaceOf(path);
  const name = parseFileName(path);
  if (!name) return { place: "", organisation: null, account: "", region: "", publishTime: null };
  return {
    place: layout?.place ?? "",
    organisation: layout?.organisation ?? null,
    account: name.account,
    region: name.region,
    publishTime: name.deliveredAtMs === null ? null : new Date(name.deliveredAtMs).toISOString(),
  };
}

const FOUND = `jsonb_to_recordset($1) as p ("fileId" int, "sourceId" int, path text, place text, organisation text, account text, region text, "publishTime" timestamptz)`;

const ENSURE_SINKS = `
  insert into sink (source_id, place, organisation)
  select distinct on (p."sourceId", p.place) p."sourceId", p.place, p.organisation from ${FOUND} order by 1, 2
  on conflict do nothing`;

const KEEP = `
  insert into delivered_file (log_file_id, sink_id, account, region, publish_time)
  select distinct on (p."fileId", s.id) p."fileId", s.id, p.account, p.region, p."publishTime"
  from ${FOUND} join sink s on s.source_id = p."sourceId" and s.place = p.place
  order by p."fileId", s.id, p.path
  on conflict do nothing`;

const MARK = `
  update log_file_location l set is_placed = true from ${FOUND}
  where l.log_file_id = p."fileId" and l.source_id = p."sourceId" and l.path = p.path`;

import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, join, rows, sql } from "@/lib/db/sql";
import { QuarantineRow, type quarantineList } from "../contract";
import { cursorOf, parseCursor } from "../cursor";

type Input = z.output<typeof quarantineList.input>;
type Output = z.input<typeof quarantineList.output>;

const Row = QuarantineRow.extend({ id: z.number() });

/** One page of records in quarantine, by file and position. */
export async function listQuarantine(
  { pool }: Pick<Context, "pool">,
  { filter, cursor, limit }: Input,
): Promise<Output> {
  const where = join(
    [
      ...(filter.reason === null ? [] : [sql`q.reason = ${filter.reason}`]),
      ...(filter.sha256 === null ? [] : [sql`f.sha256 = decode(${filter.sha256}, 'hex')`]),
    ],
    " and ",
  );
  const after = parseCursor(cursor, 2);
  const start = after ? sql`and (q.log_file_id, q.record_index) > (${after[0]}, ${after[1]})` : sql``;
  const [found, count] = await Promise.all([
    rows(
      pool,
      Row,
      sql`
        select f.id, encode(f.sha256, 'hex') as sha256, q.record_index as "recordIndex", q.reason, q.detail,
          coalesce((select min(l.path) from log_file_location l where l.log_file_id = f.id), '') as path
        from quarantine q join log_file f on f.id = q.log_file_id
        where ${where} ${start} order by q.log_file_id, q.record_index limit ${limit + 1}`,
    ),
    firstRow(
      pool,
      z.object({ matching: z.number() }),
      sql`select count(*)::float8 as matching from quarantine q join log_file f on f.id = q.log_file_id where ${where}`,
    ),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page[page.length - 1] : undefined;
  return {
    rows: page.map(({ id: _id, ...row }) => row),
    next: last ? cursorOf(last.id, last.recordIndex) : null,
    matching: count?.matching ?? 0,
  };
}

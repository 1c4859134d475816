import { z } from "zod";
import { likeLiteral } from "@/lib/base/like-pattern";
import type { Context } from "@/lib/context";
import { firstRow, join, rows, type Sql, sql } from "@/lib/db/sql";
import { type LogFileFilter, LogFileRow, type logFilesList } from "../contract";
import { FILE_INTEGRITY_SQL } from "@/lib/integrity/server/file-integrity-sql";
import { cursorOf, parseCursor } from "../cursor";

type Input = z.output<typeof logFilesList.input>;
type Output = z.input<typeof logFilesList.output>;

const Row = LogFileRow.extend({ id: z.number(), receivedAtUs: z.number() });
const HEXADECIMAL = /^[0-9a-f]{4,64}$/i;

/** The columns of a log file as lists show it; `f` is log_file, `s` its source. */
export const LOG_FILE_COLUMNS = sql`
  f.id, encode(f.sha256, 'hex') as sha256, s.name as source, f.format, f.compressed, f.delivered_bytes::float8 as "deliveredBytes",
  coalesce((select min(l.path) from log_file_location l where l.log_file_id = f.id), '') as path,
  (select count(*)::int from log_file_location l where l.log_file_id = f.id) as places,
  extract(epoch from f.publish_time)::float8 * 1000 as "publishTimeMs",
  floor(extract(epoch from f.received_at) * 1000)::float8 as "receivedAtMs",
  (extract(epoch from f.received_at) * 1000000)::float8 as "receivedAtUs",
  ${FILE_INTEGRITY_SQL},
  f.complete, f.damage, floor(extract(epoch from f.dropped_at) * 1000)::float8 as "droppedAtMs",
  coalesce(g.records, f.records) as records, coalesce(g.stored, f.stored) as stored, coalesce(g.duplicates, f.duplicates) as duplicates,
  coalesce(g.quarantined, f.quarantined) as quarantined`;

/** Log files with what `LOG_FILE_COLUMNS` needs of other tables. */
export const LOG_FILES = sql`log_file f join source s on s.id = f.source_id left join dropped_file g on g.log_file_id = f.id`;

/** One page of log files, those that came last first. */
export async function listLogFiles({ pool }: Pick<Context, "pool">, { filter, cursor, limit }: Input): Promise<Output> {
  const where = conditions(filter);
  const after = parseCursor(cursor, 2);
  const start = after
    ? sql`and (f.received_at, f.id) < (to_timestamp(0) + ${after[0]} * interval '1 microsecond', ${after[1]})`
    : sql``;
  const [found, count] = await Promise.all([
    rows(
      pool,
      Row,
      sql`
        select ${LOG_FILE_COLUMNS} from ${LOG_FILES}
        where ${where} ${start} order by f.received_at desc, f.id desc limit ${limit + 1}`,
    ),
    firstRow(
      pool,
      z.object({ matching: z.number() }),
      sql`select count(*)::float8 as matching from log_file f join source s on s.id = f.source_id where ${where}`,
    ),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page[page.length - 1] : undefined;
  return {
    rows: page.map(({ id: _id, receivedAtUs: _receivedAtUs, ...row }) => row),
    next: last ? cursorOf(last.receivedAtUs, last.id) : null,
    matching: count?.matching ?? 0,
  };
}

function conditions({ query, source, quarantined, dropped, integrity }: LogFileFilter): Sql {
  const parts: Sql[] = [];
  const text = query.trim();
  if (text !== "") parts.push(matching(text));
  if (source !== null) parts.push(sql`s.name = ${source}`);
  if (dropped) parts.push(sql`f.dropped_at is not null`);
  if (quarantined) parts.push(sql`f.quarantined > 0`);
  if (integrity === "unverified")
    parts.push(
      sql`not exists (select from log_file_integrity i where i.log_file_id = f.id and i.state <> 'unverified')`,
    );
  else if (integrity !== null)
    parts.push(sql`exists (select from log_file_integrity i where i.log_file_id = f.id and i.state = ${integrity})`);
  return join(parts, " and ");
}

/** Part of one of its paths; or the beginning of its hash, where it looks like one. */
function matching(text: string): Sql {
  const byPath = sql`f.id in (select l.log_file_id from log_file_location l where l.path ilike ${`%${likeLiteral(text)}%`})`;
  if (!HEXADECIMAL.test(text)) return byPath;
  return sql`(${byPath} or encode(f.sha256, 'hex') like ${`${text.toLowerCase()}%`})`;
}

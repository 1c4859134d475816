import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { LogFileRow, type LogFile, type logFileGet } from "../contract";
import { LOG_FILE_COLUMNS, LOG_FILES } from "./list-log-files";

type Input = z.output<typeof logFileGet.input>;

/** More than any person reads; how many there are is said beside them. */
const SHOWN = 200;

const Row = LogFileRow.extend({
  id: z.number(),
  receivedAtUs: z.number(),
  trust: z.number(),
  textBytes: z.number(),
  evidenceBytes: z.number(),
  normaliserVersion: z.number(),
  segmentsTotal: z.number(),
  hasOversized: z.boolean(),
});
const Location = z.object({ source: z.string(), path: z.string(), seenAtMs: z.number() });
const Segment = z.object({
  n: z.number(),
  firstRecord: z.number(),
  records: z.number(),
  textBytes: z.number(),
  keptBytes: z.number(),
});

/** One log file with its places and segments; AppError "not-found" where no such bytes are here. */
export async function getLogFile({ pool }: Pick<Context, "pool">, { sha256 }: Input): Promise<LogFile> {
  const row = await firstRow(
    pool,
    Row,
    sql`
      select ${LOG_FILE_COLUMNS}, f.trust, f.text_bytes::float8 as "textBytes", f.normaliser_version as "normaliserVersion",
        (select coalesce(sum(octet_length(c.bytes)), 0)::float8 from evidence_chunk c where c.log_file_id = f.id) as "evidenceBytes",
        (select count(*)::int from evidence_segment e where e.log_file_id = f.id) as "segmentsTotal",
        exists (select from quarantine q where q.log_file_id = f.id and q.reason = 'too-large') as "hasOversized"
      from ${LOG_FILES}
      where f.sha256 = decode(${sha256}, 'hex')`,
  );
  if (row === null) throw new AppError("not-found", `No log file with the SHA-256 ${sha256} is here.`);
  const [locations, segments] = await Promise.all([readLocations(pool, row.id), readSegments(pool, row.id)]);
  const { id: _id, receivedAtUs: _receivedAtUs, hasOversized, ...file } = row;
  const isWhole = row.segmentsTotal === 1 || (!row.compressed && !hasOversized);
  return { ...file, locations, segments, evidence: isWhole && row.complete ? "exact" : "text" };
}

function readLocations(pool: Context["pool"], id: number): Promise<z.output<typeof Location>[]> {
  return rows(
    pool,
    Location,
    sql`
      select s.name as source, l.path, floor(extract(epoch from l.seen_at) * 1000)::float8 as "seenAtMs"
      from log_file_location l join source s on s.id = l.source_id
      where l.log_file_id = ${id} order by l.seen_at, l.path limit ${SHOWN}`,
  );
}

function readSegments(pool: Context["pool"], id: number): Promise<z.output<typeof Segment>[]> {
  return rows(
    pool,
    Segment,
    sql`
      select e.n, e.first_record as "firstRecord", e.records, e.text_bytes::float8 as "textBytes",
        (select coalesce(sum(octet_length(c.bytes)), 0)::float8 from evidence_chunk c where c.log_file_id = e.log_file_id and c.segment = e.n)
          as "keptBytes"
      from evidence_segment e where e.log_file_id = ${id} order by e.n limit ${SHOWN}`,
  );
}

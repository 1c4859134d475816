import { z } from "zod";
import { type Sql, sql } from "@/lib/db/sql";
import { RunRow } from "../contract";
import { RUN_STATES, runCondition } from "../run-condition";

const Row = RunRow.omit({ condition: true, advice: true, startedAtMs: true }).extend({
  state: z.enum(RUN_STATES),
  silentMs: z.number(),
  startedAtUs: z.number(),
});
export const RunRowSql = Row;

/** The columns of `RunRowSql`; the clock is the database's, so that no two machines need to agree. */
export const RUN_COLUMNS: Sql = sql`
  id, kind, state, source, actor_name as "actorName", error,
  (extract(epoch from started_at) * 1000000)::float8 as "startedAtUs",
  floor(extract(epoch from finished_at) * 1000)::float8 as "finishedAtMs",
  greatest(0, floor(extract(epoch from now() - heartbeat_at) * 1000))::float8 as "silentMs",
  greatest(0, floor(extract(epoch from coalesce(finished_at, heartbeat_at) - started_at) * 1000))::float8 as "runningMs",
  files, files_new as "filesNew", files_total as "filesTotal", skipped, bytes::float8, bytes_total::float8 as "bytesTotal",
  records::float8, stored::float8, duplicates::float8, quarantined::float8`;

/** A run as it is shown: with what it is really in. */
export function toRunRow({ state, silentMs, startedAtUs, ...row }: z.output<typeof Row>): RunRow {
  return { ...row, ...runCondition({ kind: row.kind, state, silentMs }), startedAtMs: Math.floor(startedAtUs / 1000) };
}

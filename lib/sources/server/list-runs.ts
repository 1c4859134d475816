import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import type { runsList } from "../contract";
import { RUN_COLUMNS, RunRowSql, toRunRow } from "./run-rows";

type Input = z.output<typeof runsList.input>;
type Output = z.input<typeof runsList.output>;

const CURSOR = /^(\d{1,16})\.([0-9a-f-]{36})$/;

/** One page of runs, the latest first. */
export async function listRuns({ pool }: Pick<Context, "pool">, { cursor, limit }: Input): Promise<Output> {
  const after = CURSOR.exec(cursor ?? "");
  const start = after
    ? sql`where (started_at, id) < (to_timestamp(0) + ${after[1]}::float8 * interval '1 microsecond', ${after[2]}::uuid)`
    : sql``;
  const [found, count] = await Promise.all([
    rows(
      pool,
      RunRowSql,
      sql`select ${RUN_COLUMNS} from ingest_run ${start} order by started_at desc, id desc limit ${limit + 1}`,
    ),
    firstRow(pool, z.object({ matching: z.number() }), sql`select count(*)::float8 as matching from ingest_run`),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page[page.length - 1] : undefined;
  return {
    rows: page.map(toRunRow),
    next: last ? `${last.startedAtUs}.${last.id}` : null,
    matching: count?.matching ?? 0,
  };
}

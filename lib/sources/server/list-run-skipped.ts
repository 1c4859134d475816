import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import type { runSkipped } from "../contract";
import { cursorOf, parseCursor } from "../cursor";

type Input = z.output<typeof runSkipped.input>;
type Output = z.input<typeof runSkipped.output>;

const Row = z.object({ id: z.coerce.string(), path: z.string() });

/** What a run could not use for one reason, in the order in which it was met. */
export async function listRunSkipped(
  { pool }: Pick<Context, "pool">,
  { runId, reason, cursor, limit }: Input,
): Promise<Output> {
  const after = parseCursor(cursor, 1)?.[0] ?? 0;
  const alike = sql`from skipped_input where run_id = ${runId} and reason = ${reason}`;
  const [found, count] = await Promise.all([
    rows(pool, Row, sql`select id, path ${alike} and id > ${after} order by id limit ${limit + 1}`),
    firstRow(pool, z.object({ matching: z.number() }), sql`select count(*)::float8 as matching ${alike}`),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page[page.length - 1] : undefined;
  return { rows: page, next: last ? cursorOf(Number(last.id)) : null, matching: count?.matching ?? 0 };
}

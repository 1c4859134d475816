import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import type { runSkipped } from "../contract";
import { cursorOf, parseCursor } from "../cursor";

type Input = z.output<typeof runSkipped.input>;
type Output = z.input<typeof runSkipped.output>;

const Row = z.object({ id: z.coerce.string(), path: z.string(), reason: z.string() });

/** What a run could not use, with what it is instead. */
export async function listRunSkipped(
  { pool }: Pick<Context, "pool">,
  { runId, cursor, limit }: Input,
): Promise<Output> {
  const after = parseCursor(cursor, 1)?.[0] ?? 0;
  const [found, count] = await Promise.all([
    rows(
      pool,
      Row,
      sql`select id, path, reason from skipped_input where run_id = ${runId} and id > ${after} order by id limit ${limit + 1}`,
    ),
    firstRow(
      pool,
      z.object({ matching: z.number() }),
      sql`select count(*)::float8 as matching from skipped_input where run_id = ${runId}`,
    ),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page[page.length - 1] : undefined;
  return { rows: page, next: last ? cursorOf(Number(last.id)) : null, matching: count?.matching ?? 0 };
}

import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { runSkippedReasons } from "../contract";

type Input = z.output<typeof runSkippedReasons.input>;
type Output = z.input<typeof runSkippedReasons.output>;

const REASONS_SHOWN = 200;
const Row = z.object({ reason: z.string(), inputs: z.number(), matching: z.number() });

/** Why a run could not use some of its inputs, with how many for each reason, most first. */
export async function listRunSkippedReasons({ pool }: Pick<Context, "pool">, { runId }: Input): Promise<Output> {
  const found = await rows(
    pool,
    Row,
    sql`
      select reason, count(*)::float8 as inputs, (count(*) over ())::float8 as matching
      from skipped_input where run_id = ${runId}
      group by reason order by inputs desc, reason limit ${REASONS_SHOWN}`,
  );
  return { rows: found.map(({ reason, inputs }) => ({ reason, inputs })), matching: found[0]?.matching ?? 0 };
}

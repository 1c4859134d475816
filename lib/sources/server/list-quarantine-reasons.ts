import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { quarantineReasons } from "../contract";

type Input = z.output<typeof quarantineReasons.input>;
type Output = z.input<typeof quarantineReasons.output>;

const Row = z.object({ reason: z.string(), records: z.number(), files: z.number() });

/** Why records could not be stored, with how many for each reason, most first. */
export async function listQuarantineReasons({ pool }: Pick<Context, "pool">, { sha256 }: Input): Promise<Output> {
  const ofFile =
    sha256 === null ? sql`true` : sql`log_file_id = (select id from log_file where sha256 = decode(${sha256}, 'hex'))`;
  const reasons = await rows(
    pool,
    Row,
    sql`
      select reason, count(*)::float8 as records, count(distinct log_file_id)::float8 as files
      from quarantine where ${ofFile} group by reason order by records desc, reason`,
  );
  return { reasons, total: reasons.reduce((sum, { records }) => sum + records, 0) };
}

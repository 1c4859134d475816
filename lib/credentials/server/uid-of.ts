import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Use } from "@/lib/credentials/link-facts";
import { firstRow, sql } from "@/lib/db/sql";

/** Our id of a credential: the least of its rows'. */
export async function uidOf(ctx: Context, { credentialIds, key }: Use): Promise<string> {
  const found = await firstRow(
    ctx.pool,
    z.object({ uid: z.string() }),
    sql`select uid from credential where id = any(${[...credentialIds]}::int[]) order by uid limit 1`,
  );
  return found?.uid ?? key;
}

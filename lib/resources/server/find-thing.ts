import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { isUuid } from "@/lib/base/is-uuid";
import { parseArn } from "@/lib/cloudtrail/arn";
import type { Context } from "@/lib/context";
import { disguisedType } from "@/lib/coverage/answers/asked-thing";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { resolveResources } from "@/lib/naming/server/resolve-resources";

/** One thing: all rows under which records name it alike. */
export type Thing = {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly ids: readonly number[];
  readonly parentId: number | null;
  /** Whose it is, as far as records or its ARN say. */
  readonly accounts: readonly string[];
};

const Row = z.object({
  id: z.number(),
  uid: z.string(),
  key: z.string(),
  type: z.string(),
  account: z.string().nullable(),
  parentId: z.number().nullable(),
});

/** The thing that an id, ARN or name means. Throws "not-found", and "conflict" where a name fits several. */
export async function findThing(ctx: Context, text: string): Promise<Thing> {
  const byId = isUuid(text) ? await select(ctx, sql`key = (select key from resource where uid = ${text}::uuid)`) : [];
  const found = byId.length > 0 ? byId : await byName(ctx, text);
  const [first] = found;
  if (first === undefined) throw new AppError("not-found", `No resource "${text}" appears in any stored event.`);
  const named = [parseArn(first.key)?.account ?? "", ...found.map(({ account }) => account ?? "")];
  return {
    id: found.find(({ uid }) => uid === text.toLowerCase())?.uid ?? first.uid,
    key: first.key,
    type: disguisedType(first.key) ?? first.type,
    ids: found.map(({ id }) => id),
    parentId: found.find(({ parentId }) => parentId !== null)?.parentId ?? null,
    accounts: [...new Set(named.filter((account) => account !== ""))],
  };
}

async function byName(ctx: Context, text: string): Promise<z.output<typeof Row>[]> {
  return select(ctx, sql`id = any(${await resolveResources(ctx, text)}::int[])`);
}

/** What says its type first. */
function select(ctx: Context, condition: Sql): Promise<z.output<typeof Row>[]> {
  return rows(
    ctx.pool,
    Row,
    sql`select id, uid, key, type, account, parent_id as "parentId" from resource where ${condition} order by type = '', id limit 100`,
  );
}

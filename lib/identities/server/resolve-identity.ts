import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { isUuid } from "@/lib/base/is-uuid";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";

const Found = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  account: z.string().nullable(),
  arn: z.string().nullable(),
  exact: z.boolean(),
});
type Found = z.infer<typeof Found>;

const LISTED_MAX = 10;
const ASSUMED_ROLE = /^arn:[^:]*:sts::([^:]*):assumed-role\/([^/]+)(?:\/|$)/;

/** The one identity that an ARN, key id, unique id, name or id means; refuses a name that fits several, with the list. */
export async function resolveIdentity(ctx: Context, text: string): Promise<{ id: string; name: string }> {
  const named = isUuid(text) ? await findById(ctx, text) : null;
  if (named !== null) return named;
  const found = await findIdentities(ctx, text);
  const best = found.some(({ exact }) => exact) ? found.filter(({ exact }) => exact) : found;
  const [first, second] = best;
  if (!first)
    throw new AppError("not-found", `No identity "${text}" in this store. Try its ARN, key id, unique id or name.`);
  if (second) throw new AppError("conflict", describeSeveral(text, best));
  return { id: first.id, name: first.name };
}

/** What pages ask with: our own id, which nothing else has. */
function findById(ctx: Context, id: string): Promise<{ id: string; name: string } | null> {
  return firstRow(
    ctx.pool,
    Found.pick({ id: true, name: true }),
    sql`select id, name from identity where id = ${id}::uuid`,
  );
}

/** Every identity that the text may mean; `exact` ones are named by an id, not by a name. */
export async function findIdentities(ctx: Context, text: string): Promise<Found[]> {
  const uuid = isUuid(text) ? text : null;
  const uniqueId = text.split(":")[0] ?? text;
  const session = ASSUMED_ROLE.exec(text);
  return rows(
    ctx.pool,
    Found,
    sql`
      with hit as (
        select id, true as exact from identity
        where id = ${uuid}::uuid or key = ${text} or arn = ${text} or unique_id = ${uniqueId}
        union all
        select id, true from identity
        where account = ${session?.[1] ?? null} and name = ${session?.[2] ?? null} and arn like '%:role/%'
        union all
        select pi.identity_id, true from principal p join principal_identity pi on pi.principal_id = p.id
        where p.uid = ${uuid}::uuid or p.arn = ${text} or p.unique_id = ${uniqueId} or p.key = ${text}
        union all
        select pi.identity_id, true from credential c join principal_identity pi on pi.principal_id = c.principal_id
        where c.key = ${text} or c.uid = ${uuid}::uuid
        union all
        select id, false from identity where lower(name) = lower(${text})
      )
      select i.id, i.name, i.kind, i.account, i.arn, bool_or(hit.exact) as exact
      from hit join identity i on i.id = hit.id
      group by i.id, i.name, i.kind, i.account, i.arn
      order by i.account nulls last, i.kind, i.id
      limit 1000`,
  );
}

function describeSeveral(text: string, found: readonly Found[]): string {
  const lines = found
    .slice(0, LISTED_MAX)
    .map((one) => `  ${one.arn ?? one.name} (${one.kind}, account ${one.account ?? "unknown"}): ${one.id}`);
  const rest = found.length > LISTED_MAX ? `\n  and ${found.length - LISTED_MAX} more` : "";
  return `"${text}" fits ${found.length} identities; say which by its ARN or id:\n${lines.join("\n")}${rest}`;
}

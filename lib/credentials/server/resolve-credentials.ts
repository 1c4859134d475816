import { z } from "zod";
import { formatCount } from "@/lib/base/format-number";
import { AppError } from "@/lib/base/app-error";
import { isUuid } from "@/lib/base/is-uuid";
import { keyIdIn } from "@/lib/cloudtrail/key-id";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";

const Found = z.object({
  id: z.number(),
  uid: z.string(),
  key: z.string(),
  identityId: z.string().nullable(),
  identity: z.string().nullable(),
  sessionName: z.string().nullable(),
  account: z.string().nullable(),
});
export type FoundCredential = z.infer<typeof Found>;

const LISTED_MAX = 10;
const FOUND_MAX = 1000;

/**
 * The credentials that a key id, our id or a session name means. One key id may stand for several (a temporary one is unique
 * only with its principal and creation date): they are one answer while they belong to one identity, else the text is refused.
 */
export async function resolveCredentials(ctx: Context, text: string): Promise<number[]> {
  const found = await findCredentials(ctx, text);
  if (found.length === 0) throw noSuchCredential(text);
  refuseSeveral(text, found);
  return found.map(({ id }) => id);
}

/** The error for a text that means no credential. */
export function noSuchCredential(text: string): AppError {
  return new AppError("not-found", `No credential "${text}" in this store. Try its key id, session name or id.`);
}

/** Throws `conflict` with the list where these are not one key in one identity's hands. */
export function refuseSeveral(text: string, found: readonly FoundCredential[]): void {
  const identities = new Set(found.map(({ identityId }) => identityId));
  const keys = new Set(found.map(({ key }) => key));
  if (identities.size > 1 || keys.size > 1) throw new AppError("conflict", describeSeveral(text, found));
}

/** Every credential that the text may mean: by key id or our id, else by session name. */
export async function findCredentials(ctx: Context, text: string): Promise<FoundCredential[]> {
  const byKey = await rows(
    ctx.pool,
    Found,
    sql`${FOUND} where c.key = any(${[text, keyIdIn(text) ?? text]}::text[]) or c.uid = ${isUuid(text) ? text : null}::uuid order by c.id limit ${FOUND_MAX}`,
  );
  if (byKey.length > 0) return byKey;
  return rows(ctx.pool, Found, sql`${FOUND} where c.session_name = ${text} order by c.id limit ${FOUND_MAX}`);
}

const FOUND = sql`
  select c.id, c.uid, c.key, i.id as "identityId", i.name as identity, c.session_name as "sessionName",
    (select account from principal where id = c.principal_id) as account
  from credential c
  left join principal_identity pi on pi.principal_id = c.principal_id
  left join identity i on i.id = pi.identity_id`;

function describeSeveral(text: string, found: readonly FoundCredential[]): string {
  const lines = found
    .slice(0, LISTED_MAX)
    .map(
      (one) =>
        `  ${one.key} of ${one.identity ?? "an unknown identity"}, account ${one.account ?? "-"}, session ${one.sessionName ?? "-"}: ${one.uid}`,
    );
  const least = found.length < FOUND_MAX ? "" : "at least ";
  const rest = found.length > LISTED_MAX ? `\n  and ${least}${formatCount(found.length - LISTED_MAX)} more` : "";
  return `"${text}" fits ${least}${formatCount(found.length)} credentials; say which by its id:\n${lines.join("\n")}${rest}`;
}

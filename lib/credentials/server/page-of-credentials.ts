import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";

const Row = z.object({ key: z.string(), at: z.string(), inAll: z.number() });
const Cursor = z.tuple([z.string(), z.string()]);

type Asked = { readonly identityId: string; readonly cursor: string | null; readonly limit: number };
type CredentialPage = { readonly keys: string[]; readonly next: string | null; readonly inAll: number };

/** Keys of an identity that were used in the store, each once: those without a creation date, then the newest first. */
export async function pageOfCredentials(ctx: Context, { identityId, cursor, limit }: Asked): Promise<CredentialPage> {
  const from = readCursor(cursor);
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      with listed as (
        select c.key collate "C" as key, coalesce(to_char(min(c.created_at) at time zone 'UTC', 'YYYYMMDDHH24MISSUS'), '~') collate "C" as at
        from principal_identity pi join credential c on c.principal_id = pi.principal_id
        where pi.identity_id = ${identityId}::uuid and exists (select from credential_hour a where a.credential_id = c.id)
        group by 1
      )
      select key, at, (select count(*)::int from listed) as "inAll" from listed
      where ${from === null ? sql`true` : sql`(at, key) < (${from.at} collate "C", ${from.key} collate "C")`}
      order by at desc, key desc limit ${limit + 1}`,
  );
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    keys: page.map(({ key }) => key),
    next: last === undefined ? null : JSON.stringify([last.at, last.key]),
    inAll: found[0]?.inAll ?? 0,
  };
}

function readCursor(text: string | null): { at: string; key: string } | null {
  if (text === null) return null;
  const parsed = z.preprocess(parseOrNull, Cursor).safeParse(text);
  if (!parsed.success) throw new AppError("invalid-input", "The cursor is no place in a list of credentials.");
  return { at: parsed.data[0], key: parsed.data[1] };
}

function parseOrNull(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

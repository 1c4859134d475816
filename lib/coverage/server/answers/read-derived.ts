import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { IssuedCredential } from "../../answers/answer";

const Row = z.object({
  eventId: z.string(),
  atMs: z.number(),
  issuedKey: z.string().nullable(),
  account: z.string().nullable(),
  name: z.string().nullable(),
  mechanism: z.string(),
});

const LEVELS_MAX = 8;
const ISSUED_MAX = 5_000;

export type Derived = {
  readonly issued: readonly IssuedCredential[];
  /** Keys by which anything done is the subject's, with the event that issued each. */
  readonly keys: ReadonlyMap<string, string>;
  readonly isCut: boolean;
};

export const NOTHING_DERIVED: Derived = { issued: [], keys: new Map(), isCut: false };

/** Every credential that principals obtained in a time, those obtained with these, and so on. */
export async function readDerived(
  ctx: Context,
  asked: { readonly principalIds: readonly number[]; readonly from: Date; readonly to: Date },
): Promise<Derived> {
  const keys = new Map<string, string>();
  const issued: IssuedCredential[] = [];
  let found = await issuedBy(ctx, asked, null);
  for (let level = 0; level < LEVELS_MAX && found.length > 0; level++) {
    const fresh: string[] = [];
    for (const { eventId, atMs, issuedKey, account, name, mechanism } of found) {
      issued.push({ eventId, atMs, account, name: name ?? mechanism, isTraceable: issuedKey !== null });
      if (issuedKey === null || keys.has(issuedKey)) continue;
      keys.set(issuedKey, eventId);
      fresh.push(issuedKey);
    }
    if (issued.length >= ISSUED_MAX) return { issued, keys, isCut: true };
    found = fresh.length === 0 ? [] : await issuedBy(ctx, asked, fresh);
  }
  return { issued, keys, isCut: found.length > 0 };
}

function issuedBy(
  ctx: Context,
  { principalIds, from, to }: { readonly principalIds: readonly number[]; readonly from: Date; readonly to: Date },
  keys: readonly string[] | null,
): Promise<z.output<typeof Row>[]> {
  const by = keys === null ? sql`principal_id = any(${[...principalIds]})` : sql`issuer_key = any(${[...keys]})`;
  return rows(
    ctx.pool,
    Row,
    sql`
      select event_id as "eventId", (extract(epoch from event_time) * 1000)::float8 as "atMs", issued_key as "issuedKey",
        issued_account as account, issued_name as name, mechanism
      from issuance where ${by} and event_time >= ${from} and event_time < ${to} order by event_time, event_id, n limit ${ISSUED_MAX}`,
  );
}

import { z } from "zod";
import type { CredentialKind } from "@/lib/cloudtrail/normalised-event";
import type { Context } from "@/lib/context";
import { identityOf } from "@/lib/identities/server/identity-of";
import { rows, type Sql, sql } from "@/lib/db/sql";
import type { Use } from "@/lib/credentials/link-facts";
import { withFirstEvents } from "./with-first-events";

const CREDENTIAL_KINDS = ["long-term", "temporary", "keyless", "bearer"] as const;
/** Rows of one key: more of them say nothing new. */
export const ROWS_PER_KEY = 64;

const Row = z.object({
  id: z.number(),
  key: z.string(),
  kind: z.enum(CREDENTIAL_KINDS),
  principalId: z.number(),
  identityId: z.string().nullable(),
  identity: z.string(),
  identityKind: z.string(),
  account: z.string().nullable(),
  name: z.string(),
  uniqueId: z.string().nullable(),
  sessionName: z.string().nullable(),
  createdAt: z.date().nullable(),
  first: z.date().nullable(),
  last: z.date().nullable(),
  isDirect: z.boolean(),
  fromConsole: z.boolean(),
  sourceIdentity: z.string().nullable(),
  scope: z.string().nullable(),
  signInSession: z.string().nullable(),
  behalfOf: z.string().nullable(),
  delivery: z.string().nullable(),
});
type Row = z.output<typeof Row>;

/** How keys were used, once for each identity and creation date; keys that no stored call was signed with give nothing. */
export async function readUses(ctx: Context, keys: readonly string[]): Promise<Use[]> {
  return withFirstEvents(ctx, await readBareUses(ctx, keys));
}

/** The same for the rows of `credential` that `source` gives as `c`. */
export async function readWhere(ctx: Context, source: Sql): Promise<Use[]> {
  return withFirstEvents(ctx, await readBareWhere(ctx, source));
}

/** `readUses` without the first calls, which cost a statement more: for who reads those of several at the end, or none. */
export async function readBareUses(ctx: Context, keys: readonly string[]): Promise<Use[]> {
  if (keys.length === 0) return [];
  return readBareWhere(
    ctx,
    sql`
      unnest(${[...new Set(keys)]}::text[]) q (key)
      cross join lateral (select * from credential where key = q.key order by uid limit ${ROWS_PER_KEY}) c`,
  );
}

/** `readWhere` without the first calls. */
export async function readBareWhere(ctx: Context, source: Sql): Promise<Use[]> {
  const found = await rows(ctx.pool, Row, usesSql(source));
  const groups = new Map<string, Row[]>();
  for (const row of found) {
    const id = `${row.identityId} ${row.key}`;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return [...groups.values()].flatMap(lives).map(toUse).sort(byKeyAndIdentity);
}

/**
 * A key id is unique only with its creation date: records that give it two tell of two credentials, of which a forged one spoils
 * nothing that is said of the other. Records without the date go with the only one there is.
 */
function lives(all: readonly Row[]): Row[][] {
  const dates = [...new Set(all.flatMap(({ createdAt }) => createdAt?.getTime() ?? []))].sort((a, b) => a - b);
  if (dates.length <= 1) return [[...all]];
  const undated = all.filter(({ createdAt }) => createdAt === null);
  const dated = dates.map((date) => all.filter(({ createdAt }) => createdAt?.getTime() === date));
  return undated.length === 0 ? dated : [...dated, undated];
}

/** The first hour of a credential is found by index; its first call is in it. */
function usesSql(source: Sql): Sql {
  return sql`
    select c.id, c.key, c.kind, c.principal_id as "principalId", i.id as "identityId", coalesce(i.name, p.name) as identity,
      coalesce(i.kind, p.kind) as "identityKind", p.account, p.name, p.unique_id as "uniqueId", c.session_name as "sessionName",
      c.created_at as "createdAt",
      (select min(first_at) from credential_hour where credential_id = c.id
        and hour = (select hour from credential_hour where credential_id = c.id order by hour limit 1)) as first,
      (select max(last_at) from credential_hour where credential_id = c.id
        and hour = (select hour from credential_hour where credential_id = c.id order by hour desc limit 1)) as last,
      not c.forwarded as "isDirect", c.from_console as "fromConsole", c.source_identity as "sourceIdentity", c.scope,
      c.sign_in_session as "signInSession", c.behalf_of as "behalfOf", c.delivery
    from ${source}
    join principal p on p.id = c.principal_id
    ${identityOf(sql`c.principal_id`)}
    order by c.uid`;
}

function toUse(all: readonly Row[]): Use {
  // Rows without any call left are of files that were taken out.
  const used = all.filter(({ first }) => first !== null);
  const of = used.length > 0 ? used : all;
  const [head] = of.toSorted((a, b) => time(a.first) - time(b.first));
  if (head === undefined) throw new Error("a credential without rows");
  return {
    key: head.key,
    kind: kindOf(of),
    by: { id: head.identityId, name: head.identity, kind: head.identityKind },
    account: said(of, ({ account }) => account),
    name: namedOf(of),
    uniqueIds: [...new Set(of.flatMap(({ uniqueId }) => uniqueId ?? []))].sort(),
    principalIds: [...new Set(of.map(({ principalId }) => principalId))],
    credentialIds: of.map(({ id }) => id),
    sessionName: said(of, ({ sessionName }) => sessionName),
    createdAtMs: said(of, ({ createdAt }) => createdAt?.getTime() ?? null),
    firstMs: head.first?.getTime() ?? null,
    lastMs: of.reduce<number | null>(
      (latest, { last }) => (last && last.getTime() > (latest ?? 0) ? last.getTime() : latest),
      null,
    ),
    firstEventId: null,
    isDirect: of.some(({ isDirect }) => isDirect),
    fromConsole: of.some(({ fromConsole }) => fromConsole),
    sourceIdentity: said(of, ({ sourceIdentity }) => sourceIdentity),
    scope: said(of, ({ scope }) => scope),
    signInSession: said(of, ({ signInSession }) => signInSession),
    behalfOf: said(of, ({ behalfOf }) => behalfOf),
    delivery: said(of, ({ delivery }) => delivery),
  };
}

/** Of what several records say the first in order: never what came first. */
function said<Value extends string | number>(all: readonly Row[], read: (row: Row) => Value | null): Value | null {
  return all.flatMap((row) => read(row) ?? []).sort((a, b) => (a < b ? -1 : 1))[0] ?? null;
}

/** A name of its own, else the unique id that stands in its place. */
function namedOf(all: readonly Row[]): string {
  return all.find(({ name, uniqueId }) => name !== uniqueId)?.name ?? all[0]?.name ?? "";
}

function kindOf(all: readonly Row[]): CredentialKind {
  return CREDENTIAL_KINDS.find((kind) => all.some((row) => row.kind === kind)) ?? "temporary";
}

function time(at: Date | null): number {
  return at?.getTime() ?? Number.POSITIVE_INFINITY;
}

function byKeyAndIdentity(a: Use, b: Use): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  const identities = (a.by.id ?? "").localeCompare(b.by.id ?? "");
  return identities || (a.createdAtMs ?? 0) - (b.createdAtMs ?? 0);
}

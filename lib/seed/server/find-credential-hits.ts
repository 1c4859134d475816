import { z } from "zod";
import { keyIdIn } from "@/lib/cloudtrail/key-id";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { FilterField } from "@/lib/events/event-filter";
import { timelineHref } from "@/lib/events/search-params";
import { profileHref } from "@/lib/identities/search-params";
import type { SeedHit } from "@/lib/seed/contract";

const Found = z.object({
  indicator: z.string(),
  text: z.string(),
  identityId: z.string(),
  identity: z.string(),
  first: z.date().nullable(),
  last: z.date().nullable(),
  events: z.number().nullable(),
});

const SESSION_ARN = /^arn:[^:]*:sts::([^:]*):assumed-role\/([^/]+)\/(.+)$/;
const SESSION_ID = /^(A[A-Z]{3}[A-Z0-9]{8,}):(.+)$/;

/** Credentials by key id or our id, once for each identity that used them. */
export function findCredentialHits(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  return findHits(ctx, { indicators, texts: indicators.map((one) => keyIdIn(one) ?? one), kind: "credential" });
}

/** Sessions by name; a session's ARN or principalId means those of its own role. */
export function findSessions(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const asked = indicators.map(sessionIn);
  return findHits(ctx, { indicators, texts: asked.map(({ name }) => name), kind: "session", roles: asked });
}

type AskedSession = { readonly name: string } & Partial<Record<"account" | "role" | "uniqueId", string>>;

function sessionIn(indicator: string): AskedSession {
  const [, account, role, ofArn] = SESSION_ARN.exec(indicator) ?? [];
  if (ofArn !== undefined) return { name: ofArn, ...(account && { account }), ...(role && { role }) };
  const [, uniqueId, ofId] = SESSION_ID.exec(indicator) ?? [];
  return ofId === undefined ? { name: indicator } : { name: ofId, ...(uniqueId && { uniqueId }) };
}

type Asked = {
  readonly indicators: readonly string[];
  readonly texts: readonly string[];
  readonly kind: "credential" | "session";
  /** Whose the sessions are, where the indicators say. */
  readonly roles?: readonly AskedSession[];
};

async function findHits(ctx: Context, { indicators, texts, kind, roles = [] }: Asked): Promise<SeedHit[]> {
  const field: FilterField = kind;
  const column = kind === "credential" ? sql`c.key` : sql`c.session_name`;
  const matches =
    kind === "credential" ? sql`(c.key = q.text or c.uid::text = lower(q.text))` : sql`c.session_name = q.text`;
  const told = (of: "account" | "role" | "uniqueId") => indicators.map((_one, n) => roles[n]?.[of] ?? null);
  const found = await rows(
    ctx.pool,
    Found,
    sql`
      select q.indicator, ${column} as text, i.id as "identityId", i.name as identity,
        min(t.first) as first, max(t.last) as last, sum(t.events)::float8 as events
      from unnest(${[...indicators]}::text[], ${[...texts]}::text[], ${told("account")}::text[], ${told("role")}::text[], ${told("uniqueId")}::text[])
        q (indicator, text, account, role, unique_id)
      join credential c on ${matches}
      join principal p on p.id = c.principal_id and (q.role is null or p.name = q.role and p.account = q.account)
        and (q.unique_id is null or p.unique_id = q.unique_id)
      join principal_identity pi on pi.principal_id = c.principal_id
      join identity i on i.id = pi.identity_id
      cross join lateral (
        select min(first_at) as first, max(last_at) as last, sum(events) as events from credential_hour where credential_id = c.id
      ) t
      group by 1, 2, 3, 4 order by max(t.last) desc nulls last, i.id`,
  );
  return found.map((one) => ({
    indicator: one.indicator,
    kind,
    label: one.text,
    note: `of ${one.identity}`,
    firstMs: one.first?.getTime() ?? null,
    lastMs: one.last?.getTime() ?? null,
    events: one.events,
    href:
      kind === "credential"
        ? profileHref(one.identityId, one.text)
        : timelineHref(one.identityId, { clauses: [{ field, not: false, value: one.text }] }),
    profileHref: kind === "credential" ? null : profileHref(one.identityId),
  }));
}

import { z } from "zod";
import { likeLiteral } from "@/lib/base/like-pattern";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { timelineHref } from "@/lib/events/search-params";
import { profileHref } from "@/lib/identities/search-params";
import type { SeedHit } from "@/lib/seed/contract";

const Found = z.object({
  indicator: z.string(),
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  first: z.date().nullable(),
  last: z.date().nullable(),
  events: z.number().nullable(),
});

const ASSUMED_ROLE = /^arn:[^:]*:sts::([^:]*):assumed-role\/([^/]+)(?:\/|$)/;
const LIKE_MAX = 8;

/** Identities by ARN (of a role, a user or a session), unique id, name, key or our id. */
export function findIdentityHits(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const sessions = indicators.map((text) => ASSUMED_ROLE.exec(text));
  return findHits(
    ctx,
    sql`
      with asked as (
        select * from unnest(
          ${[...indicators]}::text[], ${sessions.map((one) => one?.[1] ?? null)}::text[], ${sessions.map((one) => one?.[2] ?? null)}::text[]
        ) q (indicator, role_account, role_name)
      ), hit as (
        select q.indicator, i.id from asked q join identity i
          on i.arn = q.indicator or i.key = q.indicator or i.unique_id = split_part(q.indicator, ':', 1) or i.id::text = lower(q.indicator)
            or lower(i.name) = lower(q.indicator) or (i.name = q.role_name and i.account = q.role_account)
        union
        select q.indicator, i.id from asked q join identity i on i.kind in ('web-identity', 'saml-user', 'identity-center-user', 'workload-identity')
          and starts_with(lower(i.name), lower(q.indicator) || ' (')
        union
        select q.indicator, pi.identity_id from asked q join principal p on p.arn = q.indicator or p.unique_id = split_part(q.indicator, ':', 1)
          join principal_identity pi on pi.principal_id = p.id
      )
      select indicator, id from hit`,
  );
}

/** Identities whose name has the text in it, for somebody who types and does not paste. */
export function findIdentitiesLike(ctx: Context, text: string): Promise<SeedHit[]> {
  const pattern = `%${likeLiteral(text.toLowerCase())}%`;
  return findHits(
    ctx,
    sql`select ${text}::text as indicator, id from identity where lower(name) like ${pattern} or lower(coalesce(arn, '')) like ${pattern}
      order by length(name), name limit ${LIKE_MAX}`,
  );
}

async function findHits(ctx: Context, hits: Sql): Promise<SeedHit[]> {
  const found = await rows(
    ctx.pool,
    Found,
    sql`
      select h.indicator, i.id, i.name, i.kind, i.account, ac.name as "accountName", t.first, t.last, t.events
      from (${hits}) h join identity i on i.id = h.id left join account ac on ac.account = i.account
      cross join lateral (
        select min(a.first_at) as first, max(a.last_at) as last, sum(a.events)::float8 as events
        from principal_identity pi join activity_day a on a.principal_id = pi.principal_id where pi.identity_id = i.id
      ) t
      order by t.last desc nulls last, i.id`,
  );
  return found.map((one) => ({
    indicator: one.indicator,
    kind: "identity",
    label: one.name,
    note: [one.kind, one.accountName ?? one.account].filter((part) => part !== null).join(" · "),
    firstMs: one.first?.getTime() ?? null,
    lastMs: one.last?.getTime() ?? null,
    events: one.events,
    href: timelineHref(one.id),
    profileHref: profileHref(one.id),
  }));
}

import { z } from "zod";
import { MECHANISMS } from "@/lib/cloudtrail/issuance";
import { keyIdIn } from "@/lib/cloudtrail/key-id";
import type { Context } from "@/lib/context";
import { MECHANISM_WORDS } from "@/lib/credentials/words";
import { rows, sql } from "@/lib/db/sql";
import { timelineHref } from "@/lib/events/search-params";
import { profileHref } from "@/lib/identities/search-params";
import type { SeedHit } from "@/lib/seed/contract";

const USES_MAX = 1_000;

const Marked = z.object({
  indicator: z.string(),
  identityId: z.string(),
  identity: z.string(),
  keys: z.number(),
  first: z.date().nullable(),
  last: z.date().nullable(),
  events: z.number().nullable(),
});

/** Credentials that carry a source identity, act for a user of a directory, or were issued to a function, a task or a sign-in. */
export async function findMarkedCredentials(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const found = await rows(
    ctx.pool,
    Marked,
    sql`
      select q.indicator, i.id as "identityId", i.name as identity, count(distinct c.key)::int as keys,
        min(t.first) as first, max(t.last) as last, sum(t.events)::float8 as events
      from unnest(${[...indicators]}::text[]) q (indicator)
      cross join lateral (
        select * from credential where source_identity = q.indicator
        union select * from credential where scope = q.indicator
        union select * from credential where sign_in_session = q.indicator
        order by uid limit ${USES_MAX}
      ) c
      join principal_identity pi on pi.principal_id = c.principal_id join identity i on i.id = pi.identity_id
      cross join lateral (
        select min(first_at) as first, max(last_at) as last, sum(events) as events from credential_hour where credential_id = c.id
      ) t
      group by 1, 2, 3 order by max(t.last) desc nulls last, i.id`,
  );
  return found.map(({ indicator, identityId, identity, keys, first, last, events }) => ({
    indicator,
    kind: "source-identity",
    label: indicator,
    note: `${keys} ${keys === 1 ? "credential" : "credentials"} of ${identity}`,
    firstMs: first?.getTime() ?? null,
    lastMs: last?.getTime() ?? null,
    events,
    href: timelineHref(identityId),
    profileHref: profileHref(identityId),
  }));
}

const Subject = z.object({
  indicator: z.string(),
  id: z.string(),
  name: z.string(),
  issued: z.number(),
  first: z.date(),
  last: z.date(),
});

/** Subjects of tokens and certificates that got credentials, and users of a directory, by what their provider calls them. */
export async function findSubjects(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const found = await rows(
    ctx.pool,
    Subject,
    sql`
      select q.indicator, i.id, i.name, count(*)::int as issued, min(s.event_time) as first, max(s.event_time) as last
      from unnest(${[...indicators]}::text[]) q (indicator)
      cross join lateral (
        select * from (
          select * from issuance where subject = q.indicator union select * from issuance where source_identity = q.indicator
        ) s order by event_time desc, event_id limit ${USES_MAX}
      ) s
      join principal_identity pi on pi.principal_id = s.principal_id join identity i on i.id = pi.identity_id
      group by 1, 2, 3 order by max(s.event_time) desc, i.id`,
  );
  return found.map(({ indicator, id, name, issued, first, last }) => ({
    indicator,
    kind: "subject",
    label: indicator,
    note: `${issued} ${issued === 1 ? "credential was" : "credentials were"} issued to it, as asked for by ${name}`,
    firstMs: first.getTime(),
    lastMs: last.getTime(),
    events: issued,
    href: timelineHref(id),
    profileHref: profileHref(id),
  }));
}

const Issued = z.object({
  indicator: z.string(),
  issued: z.number(),
  asker: z.string(),
  askerId: z.string(),
  mechanism: z.enum(MECHANISMS),
  first: z.date(),
  last: z.date(),
});

/** Keys that records say were issued, whether a use of them is in the store or not. */
export async function findIssuedKeys(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const found = await rows(
    ctx.pool,
    Issued,
    sql`
      select q.indicator, count(*)::int as issued, min(i.name) as asker, min(i.id::text) as "askerId", min(s.mechanism) as mechanism,
        min(s.event_time) as first, max(s.event_time) as last
      from unnest(${[...indicators]}::text[], ${indicators.map((one) => keyIdIn(one) ?? one)}::text[]) q (indicator, key)
      cross join lateral (select * from issuance where issued_key = q.key order by event_time, event_id limit ${USES_MAX}) s
      join principal_identity pi on pi.principal_id = s.principal_id join identity i on i.id = pi.identity_id
      where not exists (select from credential c join credential_hour a on a.credential_id = c.id where c.key = q.key)
      group by 1 order by 1`,
  );
  return found.map(({ indicator, issued, asker, askerId, mechanism, first, last }) => ({
    indicator,
    kind: "credential",
    label: indicator,
    note: `${MECHANISM_WORDS[mechanism]} by ${asker}; no use of it is in the store`,
    firstMs: first.getTime(),
    lastMs: last.getTime(),
    events: issued,
    href: profileHref(askerId, indicator),
    profileHref: null,
  }));
}

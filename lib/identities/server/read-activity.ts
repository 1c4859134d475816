import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";

export type ActivitySpan = { readonly fromMs: number; readonly toMs: number };

const DAY_MS = 86_400_000;
const BUCKETS_MAX = 48;

const AccountUse = z.object({ id: z.string(), accounts: z.array(z.string()) });
const Bucket = z.object({ id: z.string(), bucket: z.number(), events: z.number() });

type Activity = { readonly accounts: Map<string, string[]>; readonly activity: Map<string, number[]> };

/** For each identity: the accounts that recorded it, and its events in equal parts of the span, each of whole days. */
export async function readActivity(ctx: Context, ids: readonly string[], span: ActivitySpan | null): Promise<Activity> {
  if (ids.length === 0 || span === null) return { accounts: new Map(), activity: new Map() };
  const days = Math.max(1, Math.round((span.toMs - span.fromMs) / DAY_MS));
  const daysEach = Math.ceil(days / BUCKETS_MAX);
  const [accounts, buckets] = await Promise.all([
    rows(
      ctx.pool,
      AccountUse,
      sql`
        select pi.identity_id as id, array_agg(distinct ac.account order by ac.account) as accounts
        from principal_identity pi
        cross join lateral (select distinct account_id from activity_day where principal_id = pi.principal_id) a
        join account ac on ac.id = a.account_id
        where pi.identity_id = any(${ids}::uuid[]) group by pi.identity_id`,
    ),
    rows(
      ctx.pool,
      Bucket,
      sql`
        select pi.identity_id as id, floor(extract(epoch from a.day - ${new Date(span.fromMs)}::timestamptz) / ${daysEach * 86_400}::float8)::int as bucket,
          sum(a.events)::float8 as events
        from principal_identity pi join activity_day a on a.principal_id = pi.principal_id
        where pi.identity_id = any(${ids}::uuid[]) group by 1, 2`,
    ),
  ]);
  const activity = new Map(ids.map((id) => [id, Array.from({ length: Math.ceil(days / daysEach) }, () => 0)]));
  for (const { id, bucket, events } of buckets) {
    const values = activity.get(id);
    if (values && bucket >= 0 && bucket < values.length) values[bucket] = events;
  }
  return { accounts: new Map(accounts.map((one) => [one.id, one.accounts])), activity };
}

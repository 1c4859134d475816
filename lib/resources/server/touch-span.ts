import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { Span } from "@/lib/events/server/filter-sql";
import { emptyFilter, type ResolvedFilter } from "@/lib/events/server/resolved-filter";

const HOUR_MS = 3_600_000;

/** The latest hours of a span, as many as do not hold more touches of a thing and what lies in it than are asked for; at least one that has any. */
export async function touchSpan(
  ctx: Context,
  ids: readonly number[],
  wanted: Span & { readonly most: number },
): Promise<Span> {
  const { from, to, most } = wanted;
  const within = sql`event_time >= ${from} and event_time < ${to}`;
  const tooFar = await firstRow(
    ctx.pool,
    z.object({ hour: z.date() }),
    sql`
      with touch as (
        select date_trunc('hour', t.event_time at time zone 'UTC') at time zone 'UTC' as hour, 1::bigint as events
        from unnest(${[...ids]}::int[]) r (id) cross join lateral (
          (select event_time from event where resource_id = r.id and ${within} order by event_time desc limit ${most + 1})
          union all
          (select event_time from event_resource where resource_id = r.id and ${within} order by event_time desc limit ${most + 1})
        ) t
        union all
        select hour, events from activity_hour
        where container_id = any(${[...ids]}::int[]) and hour > ${new Date(from.getTime() - HOUR_MS)} and hour < ${to}
      ), running as (
        select hour, sum(sum(events)) over (order by hour desc) as so_far, row_number() over (order by hour desc) as n from touch group by hour
      )
      select hour from running where so_far > ${most} and n > 1 order by hour desc limit 1`,
  );
  if (tooFar === null) return { from, to };
  return { from: new Date(Math.max(from.getTime(), tooFar.hour.getTime() + HOUR_MS)), to };
}

/** Everything that touches a thing or what lies in it. */
export function touchFilter(ids: readonly number[], span: Span): ResolvedFilter {
  return { ...emptyFilter(span), resources: ids };
}

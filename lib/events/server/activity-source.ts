import { join, Sql, sql } from "@/lib/db/sql";
import {
  activityConditions,
  dayConditions,
  eventConditions,
  eventSource,
  hourTable,
  OUTCOME,
  type Span,
} from "./filter-sql";
import { asksCredential, isCounted, type ResolvedFilter } from "./resolved-filter";
import { splitSpan } from "./split-span";

const KEYS = ["principal_id", "action_id", "account_id", "container_id", "region_id", "outcome"] as const;
const REST = sql`a.action_id, a.account_id, a.region_id, a.outcome, a.events - coalesce(d.events, 0) as events, a.first_at, a.last_at`;

/**
 * Rows that add up to exactly the events of a filter in a span that can be listed, dropped ones left out, as `a` in a `from` clause: whole days and hours from the rollups,
 * the rest, and all of a filter that the rollups cannot answer, from the events. `at` is the start of the day, the hour or the event itself.
 */
export function activitySource(filter: ResolvedFilter, span: Span): Sql {
  if (!isCounted(filter)) return sql`(${fromEvents(filter, span)}) a`;
  if (asksCredential(filter)) return hourlySource(filter, span);
  const { days, hours, rest } = splitSpan(span);
  const parts = [
    ...(days ? [fromDays(filter, days)] : []),
    ...hours.map((part) => fromHours(filter, part)),
    ...rest.map((part) => fromEvents(filter, part)),
  ];
  return sql`(${join(parts, " union all ", sql`select * from (${fromEvents(filter, span)}) none where false`)}) a`;
}

/** Like `activitySource`, but never coarser than an hour, and so with the credential of each row (days hold none). */
export function hourlySource(filter: ResolvedFilter, span: Span): Sql {
  if (!isCounted(filter)) return sql`(${fromEvents(filter, span)}) a`;
  const { days, hours, rest } = splitSpan(span);
  const parts = [...(days ? [days] : []), ...hours].map((part) => fromHours(filter, part));
  return sql`(${join([...parts, ...rest.map((part) => fromEvents(filter, part))], " union all ")}) a`;
}

const same = (keys: readonly string[]): Sql => new Sql([keys.map((key) => `d.${key} = a.${key}`).join(" and ")], []);
const SAME_DAY = same(["day", ...KEYS]);
const SAME_HOUR = same(["hour", "credential_id", ...KEYS]);
const KEYS_SQL = new Sql([KEYS.join(", ")], []);

function fromDays(filter: ResolvedFilter, span: Span): Sql {
  return sql`
    select a.day as at, a.principal_id, 0 as credential_id, ${REST} from activity_day a
    left join (
      select date_trunc('day', hour) as day, ${KEYS_SQL}, sum(events)::int as events from dropped_hour
      where hour >= ${span.from} and hour < ${span.to} group by date_trunc('day', hour), ${KEYS_SQL}
    ) d on ${SAME_DAY}
    where a.day >= ${span.from} and a.day < ${span.to} and ${dayConditions(filter)} and a.events > coalesce(d.events, 0)`;
}

function fromHours(filter: ResolvedFilter, span: Span): Sql {
  return sql`
    select a.hour as at, a.principal_id, a.credential_id, ${REST} from ${hourTable(filter)} a left join dropped_hour d on ${SAME_HOUR}
    where a.hour >= ${span.from} and a.hour < ${span.to} and ${activityConditions(filter)} and a.events > coalesce(d.events, 0)`;
}

/**
 * What stands for the hours of a filter that may hold events to be listed, as `a` with `hour`, `principal_id` and `events`, an upper
 * bound where the rollups cannot tell.
 */
export function listableHours(filter: ResolvedFilter, span: Span): Sql {
  return sql`(
    select a.hour, a.principal_id, a.events - coalesce(d.events, 0) as events from ${hourTable(filter)} a left join dropped_hour d on ${SAME_HOUR}
    where a.hour >= ${span.from} and a.hour < ${span.to} and ${activityConditions(filter)} and a.events > coalesce(d.events, 0)) a`;
}

function fromEvents(filter: ResolvedFilter, span: Span): Sql {
  return sql`
    select e.event_time as at, e.principal_id, coalesce(e.credential_id, 0) as credential_id, e.action_id, e.account_id, e.region_id,
      ${OUTCOME}::smallint as outcome, 1 as events, e.event_time as first_at, e.event_time as last_at
    from ${eventSource(filter, span)} where ${eventConditions(filter)}`;
}

import { join, type Sql, sql } from "@/lib/db/sql";
import { activityConditions, dayConditions, eventConditions, eventSource, OUTCOME, type Span } from "./filter-sql";
import { asksCredential, isCounted, type ResolvedFilter } from "./resolved-filter";
import { splitSpan } from "./split-span";

const REST = sql`a.action_id, a.account_id, a.region_id, a.outcome, a.events, a.first_at, a.last_at`;

/**
 * Rows that add up to exactly the events of a filter in a span, as `a` in a `from` clause: whole days and hours from the rollups,
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

function fromDays(filter: ResolvedFilter, span: Span): Sql {
  return sql`
    select a.day as at, a.principal_id, 0 as credential_id, ${REST} from activity_day a
    where a.day >= ${span.from} and a.day < ${span.to} and ${dayConditions(filter)}`;
}

function fromHours(filter: ResolvedFilter, span: Span): Sql {
  return sql`
    select a.hour as at, a.principal_id, a.credential_id, ${REST} from activity_hour a
    where a.hour >= ${span.from} and a.hour < ${span.to} and ${activityConditions(filter)}`;
}

function fromEvents(filter: ResolvedFilter, span: Span): Sql {
  return sql`
    select e.event_time as at, e.principal_id, coalesce(e.credential_id, 0) as credential_id, e.action_id, e.account_id, e.region_id,
      ${OUTCOME}::smallint as outcome, 1 as events, e.event_time as first_at, e.event_time as last_at
    from ${eventSource(filter, span)} where ${eventConditions(filter)}`;
}

import { join, type Sql, sql } from "@/lib/db/sql";
import { ERROR_FLAG_BIT } from "@/lib/events/event-flags";
import type { ResolvedFilter } from "./resolved-filter";

/** A half-open stretch of time. */
export type Span = { readonly from: Date; readonly to: Date };

/** 1 where the event `e` failed, else 0. */
export const OUTCOME = sql`(case when (e.flags & ${sqlInt(ERROR_FLAG_BIT)}) <> 0 then 1 else 0 end)`;

/** The rollup by hours for a filter: one that asks for credentials goes by the index of those that have one. */
export function hourTable({ credentials }: ResolvedFilter): Sql {
  return credentials === null ? sql`activity_hour` : sql`credential_hour`;
}

/** Conditions on a row `a` of `hourTable`: all of a counted filter, an upper bound of any other. */
export function activityConditions(filter: ResolvedFilter): Sql {
  return join(
    [
      dayConditions(filter),
      ...oneOf(sql`a.credential_id`, filter.credentials),
      ...noneOf(sql`a.credential_id`, filter.notCredentials),
    ],
    " and ",
  );
}

/** The same for a row `a` of the rollup by days, which knows no credentials: an upper bound where the filter asks for some. */
export function dayConditions(filter: ResolvedFilter): Sql {
  return join(
    [
      ...oneOf(sql`a.principal_id`, filter.principals),
      ...noneOf(sql`a.principal_id`, filter.notPrincipals),
      ...oneOf(sql`a.action_id`, filter.actions),
      ...oneOf(sql`a.account_id`, filter.accounts),
      ...oneOf(sql`a.region_id`, filter.regions),
      ...oneOf(sql`a.outcome`, filter.outcomes),
    ],
    " and ",
  );
}

/** Conditions on an event `e`, all but its time and the resources asked for: those are in `eventSource`. */
export function eventConditions(filter: ResolvedFilter): Sql {
  return join(
    [
      ...oneOf(sql`e.principal_id`, filter.principals),
      ...noneOf(sql`e.principal_id`, filter.notPrincipals),
      ...oneOf(sql`e.credential_id`, filter.credentials),
      ...noneOf(sql`e.credential_id`, filter.notCredentials),
      ...oneOf(sql`e.action_id`, filter.actions),
      ...oneOf(sql`e.account_id`, filter.accounts),
      ...oneOf(sql`e.region_id`, filter.regions),
      ...oneOf(OUTCOME, filter.outcomes),
      ...oneOf(sql`e.address_id`, filter.addresses),
      ...noneOf(sql`e.address_id`, filter.notAddresses),
      ...oneOf(sql`e.user_agent_id`, filter.userAgents),
      ...noneOf(sql`e.user_agent_id`, filter.notUserAgents),
      ...oneOf(sql`e.error_id`, filter.errors),
      ...noneOf(sql`e.error_id`, filter.notErrors),
      ...oneOf(sql`(e.flags & 15)`, filter.kinds),
      ...oneOf(sql`((e.flags >> 4) & 3)`, filter.readOnly),
      ...(filter.notResources.length > 0 ? [sql`not ${touches(filter.notResources)}`] : []),
    ],
    " and ",
  );
}

/** What stands for `event` in a `from` clause, as `e`: within the span, and only events on the resources asked for. */
export function eventSource(filter: ResolvedFilter, span: Span): Sql {
  const inSpan = sql`event_time >= ${span.from} and event_time < ${span.to}`;
  const ids = filter.resources;
  if (ids === null) return sql`(select * from event where ${inSpan}) e`;
  return sql`(
    select * from event where resource_id = any(${ids}::int[]) and ${inSpan}
    union
    select * from event where container_id = any(${ids}::int[]) and ${inSpan}
    union
    select t.* from (
      select distinct principal_id, event_time, event_id from event_resource
      where resource_id in (select unnest(${ids}::int[]) union all select id from resource where parent_id = any(${ids}::int[])) and ${inSpan}
    ) er join event t on t.principal_id = er.principal_id and t.event_time = er.event_time and t.event_id = er.event_id
  ) e`;
}

function touches(ids: readonly number[]): Sql {
  return sql`(
    coalesce(e.resource_id = any(${ids}::int[]), false) or coalesce(e.container_id = any(${ids}::int[]), false)
    or exists (
      select from event_resource er join resource r on r.id = er.resource_id
      where er.event_id = e.event_id and (er.resource_id = any(${ids}::int[]) or r.parent_id = any(${ids}::int[]))))`;
}

function oneOf(column: Sql, ids: readonly number[] | null): Sql[] {
  return ids === null ? [] : [sql`${column} = any(${ids}::int[])`];
}

function noneOf(column: Sql, ids: readonly number[]): Sql[] {
  return ids.length === 0 ? [] : [sql`coalesce(${column} <> all(${ids}::int[]), true)`];
}

function sqlInt(value: number): Sql {
  return sql`${value}::int`;
}

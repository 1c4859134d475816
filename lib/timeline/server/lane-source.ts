import { type Sql, sql } from "@/lib/db/sql";
import { activitySource, hourlySource } from "@/lib/events/server/activity-source";
import { eventConditions, eventSource, OUTCOME, type Span } from "@/lib/events/server/filter-sql";
import { isCounted, type ResolvedFilter } from "@/lib/events/server/resolved-filter";
import type { LaneDimension } from "@/lib/timeline/lane-dimensions";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Where the counts of lanes are read from: the coarsest that knows all of their dimensions and is no wider than a bucket. */
export type LaneSource = "days" | "hours" | "events";

/** The finest that any of the dimensions, the filter or the width of a bucket asks for. */
export function laneSourceOf(filter: ResolvedFilter, by: readonly LaneDimension[], bucketMs: number): LaneSource {
  const isInRollups = by.every((dimension) => KNOWN[dimension] !== "events");
  if (!isInRollups || !isCounted(filter) || bucketMs < HOUR_MS) return "events";
  return bucketMs < DAY_MS || by.some((dimension) => KNOWN[dimension] === "hours") ? "hours" : "days";
}

/** The coarsest source that knows a dimension. */
const KNOWN: Record<LaneDimension, LaneSource> = {
  service: "days",
  family: "days",
  action: "days",
  account: "days",
  region: "days",
  credential: "hours",
  resource: "events",
  network: "events",
};

/** Rows `a` that add up to exactly the events of the filter in the span, with `at` and what the dimensions need. */
export function laneRows(filter: ResolvedFilter, span: Span, source: LaneSource): Sql {
  switch (source) {
    case "days":
      return activitySource(filter, span);
    case "hours":
      return hourlySource(filter, span);
    case "events":
      return sql`(
        select e.event_id, e.event_time as at, e.window_end, e.action_id, e.account_id, e.region_id, ${OUTCOME}::smallint as outcome, 1 as events,
          coalesce(e.credential_id, 0) as credential_id, coalesce(e.container_id, e.resource_id, 0) as thing_id, coalesce(e.address_id, 0) as address_id
        from ${eventSource(filter, span)} where ${eventConditions(filter)}) a`;
  }
}

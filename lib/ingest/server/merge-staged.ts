import type { PoolClient } from "pg";
import type { BatchEvent } from "./batch";
import { ROLLUP_LOCK } from "./rollup-lock";
import { EVENT_COLUMNS } from "./stage-events";
import type { Stopwatch } from "./stopwatch";

const columns = EVENT_COLUMNS.join(", ");

/**
 * Moves staged events that are new into the store and counts them in the rollups. Returns those that the store has already.
 * Every step writes in key order, so that loaders wait for each other instead of deadlocking.
 */
export async function mergeStaged(
  client: PoolClient,
  watch: Stopwatch,
  staged: readonly BatchEvent[],
): Promise<BatchEvent[]> {
  if (staged.length === 0) return [];
  const known = await watch.time("dedupe", () => client.query<{ event_id: string }>(CLAIM_NEW));
  await watch.time("events", () => client.query(`${INSERT_EVENTS}; ${TOUCHES}`));
  await watch.time("rollups", () => client.query(`select pg_advisory_xact_lock_shared(${ROLLUP_LOCK}); ${ROLLUPS}`));
  if (known.rows.length === 0) return [];
  const ids = new Set(known.rows.map((row) => row.event_id));
  return staged.filter(({ id }) => ids.has(id));
}

const INSERT_EVENTS = `insert into event (${columns}) select ${columns} from event_stage order by principal_id, event_time, event_id`;

/** Claims every staged event in the one place that knows all events; those claimed before leave the stage. */
const CLAIM_NEW = `
  with fresh as (
    insert into event_locator (event_id, event_time, principal_id)
    select event_id, event_time, principal_id from event_stage order by event_id
    on conflict (event_id) do nothing
    returning event_id
  )
  delete from event_stage s where not exists (select from fresh f where f.event_id = s.event_id)
  returning s.event_id`;

const TOUCHES = `
  insert into event_resource (event_time, event_id, resource_id, principal_id, role)
  select t.event_time, t.event_id, t.resource_id, t.principal_id, t.role
  from event_resource_stage t where exists (select from event_stage s where s.event_id = t.event_id)
  order by t.resource_id, t.event_time`;

const ofDay = "action_id, account_id, container_id, region_id, outcome";
const ofHour = `credential_id, ${ofDay}`;
const measures = "events, bytes, first_at, last_at";

/** What the rollups gain from one set of event rows; `sign` -1 takes it away again. */
export function rollupSql(from: string): string {
  return `
  with gained as materialized (
    select
      principal_id, date_trunc('hour', event_time) as hour, coalesce(credential_id, 0) as credential_id, action_id, account_id,
      coalesce(container_id, 0) as container_id, region_id, ((flags >> 6) & 1)::smallint as outcome,
      count(*)::int as events, coalesce(sum(bytes), 0)::bigint as bytes, min(event_time) as first_at, max(event_time) as last_at
    from ${from}
    group by 1, 2, 3, 4, 5, 6, 7, 8
  ), hours as (
    insert into activity_hour (principal_id, hour, ${ofHour}, ${measures})
    select principal_id, hour, ${ofHour}, ${measures} from gained order by 1, 2, 3, 4, 5, 6, 7, 8
    on conflict (principal_id, hour, ${ofHour}) do update set ${ADD("activity_hour")}
  )
  insert into activity_day (principal_id, day, ${ofDay}, ${measures})
  select principal_id, date_trunc('day', hour) as day, ${ofDay}, sum(events)::int, sum(bytes)::bigint, min(first_at), max(last_at)
  from gained group by principal_id, day, ${ofDay} order by 1, 2, 3, 4, 5, 6, 7
  on conflict (principal_id, day, ${ofDay}) do update set ${ADD("activity_day")}`;
}

function ADD(table: string): string {
  return `events = ${table}.events + excluded.events, bytes = ${table}.bytes + excluded.bytes,
    first_at = least(${table}.first_at, excluded.first_at), last_at = greatest(${table}.last_at, excluded.last_at)`;
}

const ROLLUPS = rollupSql("event_stage");

const ofDay = "action_id, account_id, container_id, region_id, outcome";
const ofHour = `credential_id, ${ofDay}`;
const measures = "events, bytes, first_at, last_at";

/** Event rows by hour, in the columns of `activity_hour`. */
export function hoursOf(from: string): string {
  return `
    select
      principal_id, date_trunc('hour', event_time) as hour, coalesce(credential_id, 0) as credential_id, action_id, account_id,
      coalesce(container_id, 0) as container_id, region_id, ((flags >> 6) & 1)::smallint as outcome,
      count(*)::int as events, coalesce(sum(bytes), 0)::bigint as bytes, min(event_time) as first_at, max(event_time) as last_at
    from ${from}
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
}

/** What the rollups gain from event rows that are in the store. */
export function rollupSql(from: string): string {
  return addToRollups(hoursOf(from));
}

/** The same with hours whose events were dropped: `dropped` are rows of `dropped_hour`. */
export function rollupWithDroppedSql(from: string, dropped: string): string {
  return addToRollups(`
    select principal_id, hour, ${ofHour}, sum(events)::int as events, sum(bytes)::bigint as bytes, min(first_at) as first_at, max(last_at) as last_at
    from (${hoursOf(from)} union all select principal_id, hour, ${ofHour}, ${measures} from ${dropped}) counted
    group by principal_id, hour, ${ofHour}`);
}

/** Adds hours, given as a query of the columns of `activity_hour`, to those whose events were dropped. */
export function addToDroppedSql(hours: string): string {
  return `
    insert into dropped_hour (principal_id, hour, ${ofHour}, ${measures})
    select principal_id, hour, ${ofHour}, ${measures} from (${hours}) gone order by 1, 2, 3, 4, 5, 6, 7, 8
    on conflict (principal_id, hour, ${ofHour}) do update set ${ADD("dropped_hour")}`;
}

/** What the rollups gain from hours that are counted already: the columns of `activity_hour`, in its order of keys, as arrays. */
export const ADD_COUNTED = addToRollups(`
  select * from unnest(
    $1::int[], $2::timestamptz[], $3::int[], $4::int[], $5::int[], $6::int[], $7::smallint[], $8::smallint[],
    $9::int[], $10::bigint[], $11::timestamptz[], $12::timestamptz[]
  ) as c (principal_id, hour, ${ofHour}, ${measures})`);

function addToRollups(gained: string): string {
  return `
  with gained as materialized (${gained}), hours as (
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

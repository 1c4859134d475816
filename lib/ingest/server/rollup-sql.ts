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
  return addToRollups(hoursOf(from), seenOf(from));
}

/** The same with hours whose events were dropped: `dropped` are rows of `dropped_hour`. */
export function rollupWithDroppedSql(from: string, dropped: string): string {
  return addToRollups(
    `
    select principal_id, hour, ${ofHour}, sum(events)::int as events, sum(bytes)::bigint as bytes, min(first_at) as first_at, max(last_at) as last_at
    from (${hoursOf(from)} union all select principal_id, hour, ${ofHour}, ${measures} from ${dropped}) counted
    group by principal_id, hour, ${ofHour}`,
    seenOf(from),
  );
}

/** Event rows by what they show of addresses, and of resources that belong to nothing, in the columns of `seen_day`. */
function seenOf(from: string): string {
  return `
    select e.principal_id, date_trunc('day', e.event_time) as day, s.field, s.value_id, min(e.event_time) as first_at
    from (select principal_id, event_time, address_id, resource_id, container_id from ${from}) e
    cross join lateral (values (0::smallint, e.address_id), (1::smallint, case when e.container_id is null then e.resource_id end)) s (field, value_id)
    where s.value_id is not null
    group by 1, 2, 3, 4`;
}

/** Keeps, of event rows that are dropped, when each first was. */
export function seenDroppedSql(from: string): string {
  return `
    update seen_day s set dropped_at = least(s.dropped_at, g.first_at) from (${seenOf(from)}) g
    where s.principal_id = g.principal_id and s.day = g.day and s.field = g.field and s.value_id = g.value_id`;
}

/** Adds hours, given as a query of the columns of `activity_hour`, to those whose events were dropped. */
export function addToDroppedSql(hours: string): string {
  return `
    insert into dropped_hour (principal_id, hour, ${ofHour}, ${measures})
    select principal_id, hour, ${ofHour}, ${measures} from (${hours}) gone order by 1, 2, 3, 4, 5, 6, 7, 8
    on conflict (principal_id, hour, ${ofHour}) do update set ${ADD("dropped_hour")}`;
}

/**
 * What a rollup gains from events that are counted already: its columns as arrays, in the order of its key. They come out of `unnest` as they
 * went in; were it ever otherwise, loaders would wait for each other crosswise, and one of them be told to begin again.
 */
export const ADD_HOURS = `
  insert into activity_hour (principal_id, hour, ${ofHour}, ${measures})
  select * from unnest(
    $1::int[], $2::timestamptz[], $3::int[], $4::int[], $5::int[], $6::int[], $7::smallint[], $8::smallint[],
    $9::int[], $10::bigint[], $11::timestamptz[], $12::timestamptz[])
  on conflict (principal_id, hour, ${ofHour}) do update set ${ADD("activity_hour")}`;
export const ADD_DAYS = `
  insert into activity_day (principal_id, day, ${ofDay}, ${measures})
  select * from unnest(
    $1::int[], $2::timestamptz[], $3::int[], $4::int[], $5::int[], $6::smallint[], $7::smallint[],
    $8::int[], $9::bigint[], $10::timestamptz[], $11::timestamptz[])
  on conflict (principal_id, day, ${ofDay}) do update set ${ADD("activity_day")}`;

/** The same of what was first seen when, as arrays: the columns of `seen_day`, in its order of keys. */
export const ADD_SEEN = addToSeen(`
  select * from unnest($1::int[], $2::timestamptz[], $3::smallint[], $4::int[], $5::timestamptz[])
    as c (principal_id, day, field, value_id, first_at)`);

/** What is known already is not touched: it is most of what comes. */
function addToSeen(gained: string): string {
  return `
    insert into seen_day (principal_id, day, field, value_id, first_at)
    select c.principal_id, c.day, c.field, c.value_id, c.first_at from (${gained}) c
    left join seen_day k on k.principal_id = c.principal_id and k.day = c.day and k.field = c.field and k.value_id = c.value_id
    where k.first_at is null or k.first_at > c.first_at order by 1, 2, 3, 4
    on conflict (principal_id, day, field, value_id) do update set first_at = least(seen_day.first_at, excluded.first_at)`;
}

function addToRollups(gained: string, seen: string): string {
  return `
  with gained as materialized (${gained}), seen as (${addToSeen(seen)}), hours as (
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

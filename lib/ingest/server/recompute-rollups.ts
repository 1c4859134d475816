import type { PoolClient } from "pg";
import { rollupWithDroppedSql } from "./rollup-sql";
import { ROLLUP_LOCK } from "./rollup-lock";

/**
 * Counts hours of principals anew from their events, and from what was counted of those that were dropped: for the rare changes that
 * adding cannot express.
 */
export async function recomputeRollups(
  client: PoolClient,
  hours: readonly { principal_id: number; hour: Date }[],
): Promise<void> {
  if (hours.length === 0) return;
  await client.query("select pg_advisory_xact_lock($1)", [ROLLUP_LOCK]);
  await client.query(
    "create temp table if not exists rollup_hour (principal_id int, hour timestamptz) on commit delete rows",
  );
  await client.query("delete from rollup_hour");
  await client.query("insert into rollup_hour select distinct * from unnest($1::int[], $2::timestamptz[])", [
    hours.map(({ principal_id }) => principal_id),
    hours.map(({ hour }) => hour.toISOString()),
  ]);
  await client.query(WHOLE_DAYS);
  await client.query(DELETE_HOURS);
  await client.query(DELETE_DAYS);
  await client.query(rollupWithDroppedSql(EVENTS_OF_HOURS, DROPPED_HOURS));
}

/** A day is counted from its hours: take all of them. */
const WHOLE_DAYS = `
  insert into rollup_hour
  select distinct a.principal_id, a.hour from activity_hour a
  join (select distinct principal_id, date_trunc('day', hour) as day from rollup_hour) d
    on a.principal_id = d.principal_id and a.hour >= d.day and a.hour < d.day + interval '1 day'
  except select * from rollup_hour`;

const DELETE_HOURS = `
  delete from activity_hour a using rollup_hour r where a.principal_id = r.principal_id and a.hour = r.hour`;

const DELETE_DAYS = `
  delete from activity_day a
  using (select distinct principal_id, date_trunc('day', hour) as day from rollup_hour) r
  where a.principal_id = r.principal_id and a.day = r.day`;

const EVENTS_OF_HOURS = `
  rollup_hour r join event e using (principal_id)
  where e.event_time >= r.hour and e.event_time < r.hour + interval '1 hour'`;

const DROPPED_HOURS = "rollup_hour r join dropped_hour using (principal_id, hour)";

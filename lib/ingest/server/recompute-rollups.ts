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
  await client.query(DELETE_SEEN);
  await client.query(SEEN_DROPPED);
  await client.query(rollupWithDroppedSql(EVENTS_OF_HOURS, DROPPED_HOURS));
}

/** Whole days, since their rows are counted from all of their hours. */
const DAYS_OF_HOURS = "(select distinct principal_id, date_trunc('day', hour) as day from rollup_hour)";

/** A day is counted from its hours: take all of them. */
const WHOLE_DAYS = `
  insert into rollup_hour
  select distinct a.principal_id, a.hour from activity_hour a
  join ${DAYS_OF_HOURS} d
    on a.principal_id = d.principal_id and a.hour >= d.day and a.hour < d.day + interval '1 day'
  except select * from rollup_hour`;

const DELETE_HOURS = `
  delete from activity_hour a using rollup_hour r where a.principal_id = r.principal_id and a.hour = r.hour`;

const DELETE_DAYS = `
  delete from activity_day a
  using ${DAYS_OF_HOURS} r
  where a.principal_id = r.principal_id and a.day = r.day`;

const DELETE_SEEN = `
  delete from seen_day s using ${DAYS_OF_HOURS} r where s.principal_id = r.principal_id and s.day = r.day and s.dropped_at is null`;

const SEEN_DROPPED = `
  update seen_day s set first_at = dropped_at from ${DAYS_OF_HOURS} r where s.principal_id = r.principal_id and s.day = r.day`;

const EVENTS_OF_HOURS = `
  rollup_hour r join event e using (principal_id)
  where e.event_time >= r.hour and e.event_time < r.hour + interval '1 hour'`;

const DROPPED_HOURS = "rollup_hour r join dropped_hour using (principal_id, hour)";

import type { PoolClient } from "pg";
import { recomputeRollups } from "./recompute-rollups";
import { forgetTraces } from "./store-traces";

/**
 * Takes back all that was derived from log files: their events, copies, quarantine and rollups; the evidence stays. Returns the
 * ids of the events that went. Locks the files until the transaction ends.
 */
export async function unloadFiles(client: PoolClient, fileIds: readonly number[]): Promise<string[]> {
  await client.query("select id from log_file where id = any($1) order by id for update", [fileIds]);
  await client.query("delete from event_copy where log_file_id = any($1)", [fileIds]);
  await client.query("delete from log_file_span where log_file_id = any($1)", [fileIds]);
  await client.query("delete from quarantine where log_file_id = any($1)", [fileIds]);
  const gone = await client.query<{ event_id: string; principal_id: number; hour: Date }>(
    `with gone as (
       delete from event where log_file_id = any($1) returning event_id, principal_id, event_time
     ), places as (
       delete from event_locator l using gone g where l.event_id = g.event_id
     ), touches as (
       delete from event_resource r using gone g where r.event_id = g.event_id
     )
     select event_id, principal_id, date_trunc('hour', event_time) as hour from gone`,
    [fileIds],
  );
  await recomputeRollups(client, gone.rows);
  const eventIds = gone.rows.map((row) => row.event_id);
  await forgetTraces(client, eventIds);
  return eventIds;
}

import type { PoolClient } from "pg";
import { arrayParameter } from "./array-parameter";
import { type EventRows, REFERENCE_AT } from "./event-rows";
import { haveSameId, inIdOrder } from "./row-order";

/** Which rows of a batch the store did not have, and which are further deliveries of events that it has. */
export type Claimed = { readonly fresh: readonly number[]; readonly known: readonly number[] };

/**
 * Claims events in the one place that knows them all. Written in id order, so that loaders that hold the same events wait for each
 * other instead of deadlocking.
 */
export async function claimEvents(client: PoolClient, rows: EventRows, some: readonly number[]): Promise<Claimed> {
  if (some.length === 0) return { fresh: [], known: [] };
  const { first, repeated } = splitRepeats(rows, inIdOrder(rows, some));
  const count = first.length;
  const result = await client.query<{ at: number }>(CLAIM, [
    arrayParameter("uuid", count, (to, index) => to.uuid(rows.ids, (first[index] ?? 0) * 16)),
    arrayParameter("timestamptz", count, (to, index) => to.time(rows.timesMs[first[index] ?? 0] ?? 0)),
    arrayParameter("int4", count, (to, index) => to.int4(rows.idOf(first[index] ?? 0, REFERENCE_AT.principal))),
  ]);
  const isKnown = new Uint8Array(count);
  for (const { at } of result.rows) isKnown[at - 1] = 1;
  return {
    fresh: first.filter((_, index) => isKnown[index] === 0),
    known: [...repeated, ...first.filter((_, index) => isKnown[index] === 1)],
  };
}

/** The same event twice in one batch: the first added is claimed, further ones are copies of it. */
function splitRepeats(rows: EventRows, ordered: readonly number[]): { first: number[]; repeated: number[] } {
  const first: number[] = [];
  const repeated: number[] = [];
  for (const row of ordered) {
    const last = first.at(-1);
    (last !== undefined && haveSameId(rows, last, row) ? repeated : first).push(row);
  }
  return { first, repeated };
}

/** Returns the places of those that the store has already. */
const CLAIM = `
  with wanted as materialized (
    select * from rows from (unnest($1::uuid[], $2::timestamptz[], $3::int[])) with ordinality as w (event_id, event_time, principal_id, at)
  ), fresh as (
    insert into event_locator (event_id, event_time, principal_id)
    select event_id, event_time, principal_id from wanted order by at
    on conflict (event_id) do nothing
    returning event_id
  )
  select at::int from wanted w where not exists (select from fresh f where f.event_id = w.event_id)`;

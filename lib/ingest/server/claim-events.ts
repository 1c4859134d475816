import { DatabaseError, type PoolClient } from "pg";
import { arrayParameter } from "./array-parameter";
import { CopyEncoder } from "./copy-encoder";
import { copyRows } from "./copy-rows";
import { type EventRows, REFERENCE_AT } from "./event-rows";
import { hasId, haveSameId, inIdOrder } from "./row-order";
import { writeUuid } from "./uuid-bytes";

/** Which rows of a batch the store did not have, and which are further deliveries of events that it has. */
export type Claimed = { readonly fresh: readonly number[]; readonly known: readonly number[] };

/**
 * Claims events in the one place that knows them all. Written in id order, so that loaders that hold the same events wait for each
 * other instead of deadlocking.
 */
export async function claimEvents(client: PoolClient, rows: EventRows, some: readonly number[]): Promise<Claimed> {
  if (some.length === 0) return { fresh: [], known: [] };
  const { first, repeated } = splitRepeats(rows, inIdOrder(rows, some));
  const { fresh, known } = await lookUp(client, rows, first);
  if (await claimAll(client, rows, fresh)) return { fresh, known: [...repeated, ...known] };
  const contested = await claimSome(client, rows, fresh);
  return { fresh: contested.fresh, known: [...repeated, ...known, ...contested.known] };
}

/** Both sides are in id order, so one walk along them tells which are known. */
async function lookUp(client: PoolClient, rows: EventRows, ordered: readonly number[]): Promise<Claimed> {
  const result = await client.query<{ event_id: string }>(LOOK_UP, [idArray(rows, ordered)]);
  const wanted = Buffer.alloc(16);
  const known: { at: number }[] = [];
  let at = 0;
  for (const { event_id } of result.rows) {
    writeUuid(event_id, wanted, 0);
    while (at < ordered.length && !hasId(rows, ordered[at] ?? 0, wanted)) at++;
    known.push({ at: ++at });
  }
  return split(ordered, known);
}

/** COPY costs half of what INSERT with ON CONFLICT does, and fails as a whole where another loader claims one of the events meanwhile. */
async function claimAll(client: PoolClient, rows: EventRows, ordered: readonly number[]): Promise<boolean> {
  if (ordered.length === 0) return true;
  const to = new CopyEncoder(LOCATOR_COLUMNS.length, ordered.length);
  for (const row of ordered) {
    to.row();
    to.uuid(rows.ids, row * 16);
    to.time(rows.timesMs[row] ?? 0);
    to.int4(rows.idOf(row, REFERENCE_AT.principal));
  }
  await client.query("savepoint claim");
  try {
    await copyRows(client, `event_locator (${LOCATOR_COLUMNS.join(", ")})`, to);
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) throw error;
    await client.query("rollback to savepoint claim");
    return false;
  }
}

/** Claims those that nobody else claims, waiting for whoever is at it. */
async function claimSome(client: PoolClient, rows: EventRows, ordered: readonly number[]): Promise<Claimed> {
  const count = ordered.length;
  const result = await client.query<{ at: number }>(CLAIM, [
    idArray(rows, ordered),
    arrayParameter("timestamptz", count, (to, index) => to.time(rows.timesMs[ordered[index] ?? 0] ?? 0)),
    arrayParameter("int4", count, (to, index) => to.int4(rows.idOf(ordered[index] ?? 0, REFERENCE_AT.principal))),
  ]);
  return split(ordered, result.rows);
}

function idArray(rows: EventRows, ordered: readonly number[]): Buffer {
  return arrayParameter("uuid", ordered.length, (to, index) => to.uuid(rows.ids, (ordered[index] ?? 0) * 16));
}

function split(ordered: readonly number[], knownPlaces: readonly { at: number }[]): Claimed {
  const isKnown = new Uint8Array(ordered.length);
  for (const { at } of knownPlaces) isKnown[at - 1] = 1;
  return {
    fresh: ordered.filter((_, index) => isKnown[index] === 0),
    known: ordered.filter((_, index) => isKnown[index] === 1),
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

const UNIQUE_VIOLATION = "23505";
const LOCATOR_COLUMNS = ["event_id", "event_time", "principal_id"] as const;

const LOOK_UP = `
  select event_id from event_locator where event_id = any($1::uuid[]) order by event_id`;

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

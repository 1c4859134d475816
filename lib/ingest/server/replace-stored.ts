import type { PoolClient } from "pg";
import { normaliseRecord } from "@/lib/cloudtrail/normalise-record";
import { regroupNames } from "@/lib/identities/server/regroup-identities";
import { LATEST_MS_ANY } from "./event-bounds";
import { ensurePartitions } from "./ensure-partitions";
import { EventRows, REFERENCE_AT } from "./event-rows";
import type { LoadContext } from "./load-batch";
import { recomputeRollups } from "./recompute-rollups";
import type { Delivery } from "./settle-contested";
import { forgetTraces, storeTraces } from "./store-traces";
import { writeEvents } from "./write-events";

type Replacement = { readonly stored: Delivery; readonly winner: Delivery };

/** Takes the columns of events from other deliveries of them; rollups, files' counts and places follow in the same transaction. */
export async function replaceStored(
  client: PoolClient,
  ctx: LoadContext,
  replacements: readonly Replacement[],
): Promise<void> {
  const rows = new EventRows();
  replacements.forEach(({ winner }, owner) => addWinner(rows, ctx, { winner, owner }));
  if (rows.length === 0) return;
  await ctx.dictionaries.resolve(ctx.pool);
  await ensurePartitions(ctx.pool, rows);
  const all = Array.from({ length: rows.length }, (_, row) => row);
  const ids = all.map((row) => rows.eventId(row));
  const gone = await client.query<{ principal_id: number; hour: Date }>(REMOVE, [ids]);
  await writeEvents(client, rows, {
    fresh: all,
    fileIds: Int32Array.from(replacements, ({ winner }) => winner.fileId),
  });
  await forgetTraces(client, ids);
  const named = await storeTraces(client, rows, all);
  const come = await client.query<{ principal_id: number; hour: Date }>(RELOCATE, [
    ids,
    all.map((row) => new Date(rows.timesMs[row] ?? 0)),
    all.map((row) => rows.idOf(row, REFERENCE_AT.principal)),
  ]);
  await recomputeRollups(client, [...gone.rows, ...come.rows]);
  // After the rollups, as in every load: loaders take these two locks in one order.
  await regroupNames(client, named);
  await client.query(RECOUNT, [
    [...replacements.map(({ stored }) => stored.fileId), ...replacements.map(({ winner }) => winner.fileId)],
    [...replacements.map(() => -1), ...replacements.map(() => 1)],
  ]);
}

function addWinner(rows: EventRows, ctx: LoadContext, { winner, owner }: { winner: Delivery; owner: number }): void {
  const event = normaliseRecord(JSON.parse(winner.text), LATEST_MS_ANY);
  if ("reason" in event) return;
  const { eventId, recordIndex } = winner;
  const id = { id: eventId, text: null };
  rows.add({ owner, recordIndex, id, event, entries: ctx.dictionaries.entriesOf(event) });
}

const REMOVE = `
  with gone as (
    delete from event e using event_locator l
    where l.event_id = any($1::uuid[]) and e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
    returning e.principal_id, e.event_time
  ), touches as (
    delete from event_resource where event_id = any($1::uuid[])
  )
  select distinct principal_id, date_trunc('hour', event_time) as hour from gone`;

const RELOCATE = `
  with come as (
    select * from unnest($1::uuid[], $2::timestamptz[], $3::int[]) as c (event_id, event_time, principal_id)
  ), moved as (
    update event_locator l set event_time = c.event_time, principal_id = c.principal_id
    from come c where l.event_id = c.event_id
  )
  select distinct principal_id, date_trunc('hour', event_time) as hour from come`;

const RECOUNT = `
  update log_file f set stored = stored + c.gained, duplicates = duplicates - c.gained
  from (select id, sum(gained)::int as gained from unnest($1::int[], $2::int[]) as u (id, gained) group by id) c
  where f.id = c.id`;

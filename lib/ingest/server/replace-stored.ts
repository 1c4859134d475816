import type { PoolClient } from "pg";
import { normaliseRecord } from "@/lib/cloudtrail/normalise-record";
import type { BatchEvent } from "./batch";
import { LATEST_MS_ANY } from "./event-bounds";
import { ensurePartitions } from "./ensure-partitions";
import type { LoadContext } from "./load-batch";
import { recomputeRollups } from "./recompute-rollups";
import type { Delivery } from "./settle-contested";
import { EVENT_COLUMNS, stageEvents } from "./stage-events";

type Replacement = { readonly stored: Delivery; readonly winner: Delivery };
export type Winner = Pick<BatchEvent, "id" | "recordIndex" | "event" | "entries"> & { readonly fileId: number };

/** Takes the columns of events from other deliveries of them; rollups, files' counts and places follow in the same transaction. */
export async function replaceStored(
  client: PoolClient,
  ctx: LoadContext,
  replacements: readonly Replacement[],
): Promise<void> {
  const winners = replacements.flatMap(({ winner }) => normaliseWinner(ctx, winner));
  if (winners.length === 0) return;
  await ctx.dictionaries.resolve(ctx.pool);
  await ensurePartitions(
    ctx.pool,
    winners.map(({ event }) => event.timeMs),
  );
  await client.query("truncate event_stage, event_resource_stage");
  await stageEvents(client, winners, ({ fileId }) => fileId);
  const ids = winners.map(({ id }) => id);
  const gone = await client.query<{ principal_id: number; hour: Date }>(REMOVE, [ids]);
  const columns = EVENT_COLUMNS.join(", ");
  await client.query(`insert into event (${columns}) select ${columns} from event_stage`);
  await client.query("insert into event_resource select * from event_resource_stage");
  const come = await client.query<{ principal_id: number; hour: Date }>(RELOCATE);
  await recomputeRollups(client, [...gone.rows, ...come.rows]);
  await client.query(RECOUNT, [
    [...replacements.map(({ stored }) => stored.fileId), ...replacements.map(({ winner }) => winner.fileId)],
    [...replacements.map(() => -1), ...replacements.map(() => 1)],
  ]);
}

function normaliseWinner(ctx: LoadContext, winner: Delivery): Winner[] {
  const event = normaliseRecord(JSON.parse(winner.text), LATEST_MS_ANY);
  if ("reason" in event) return [];
  return [
    {
      id: winner.eventId,
      recordIndex: winner.recordIndex,
      fileId: winner.fileId,
      event,
      entries: ctx.dictionaries.entriesOf(event),
    },
  ];
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
  with moved as (
    update event_locator l set event_time = s.event_time, principal_id = s.principal_id
    from event_stage s where l.event_id = s.event_id
  )
  select distinct principal_id, date_trunc('hour', event_time) as hour from event_stage`;

const RECOUNT = `
  update log_file f set stored = stored + c.gained, duplicates = duplicates - c.gained
  from (select id, sum(gained)::int as gained from unnest($1::int[], $2::int[]) as u (id, gained) group by id) c
  where f.id = c.id`;

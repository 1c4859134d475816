import type { PoolClient } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { COPIES_DIFFER_BIT } from "@/lib/events/event-flags";
import { canonicalJson } from "../canonical-json";
import type { Unit } from "./batch";
import type { EventRows } from "./event-rows";
import { EvidenceReader, placeKey, type RecordPlace } from "./evidence-reader";
import type { LoadContext } from "./load-batch";
import type { RegisteredUnits } from "./register-units";
import { settleContested } from "./settle-contested";

type Copies = {
  readonly copies: readonly number[];
  readonly rows: EventRows;
  readonly registered: RegisteredUnits;
  readonly units: readonly Unit[];
};

const StoredRow = z.object({ eventId: z.string(), fileId: z.number(), recordIndex: z.number(), differs: z.boolean() });

/**
 * Keeps further deliveries of events that the store has. A copy with other content than the stored one makes the event
 * contested: which one its columns come from is then settled by trust and content, not by arrival.
 */
export async function recordCopies(
  client: PoolClient,
  ctx: LoadContext,
  { copies, rows: batch, registered, units }: Copies,
): Promise<void> {
  const fileIds = units.map((unit) => (registered.isNew(unit) ? registered.fileId(unit) : 0));
  const deliveries = copies.map((row) => ({
    eventId: batch.eventId(row),
    fileId: fileIds[batch.owners[row] ?? 0] ?? 0,
    recordIndex: batch.recordIndexes[row] ?? 0,
  }));
  await client.query(
    `insert into event_copy (event_id, log_file_id, record_index, differs)
     select e, f, r, false from unnest($1::uuid[], $2::int[], $3::int[]) as c (e, f, r) order by 1, 2, 3 on conflict do nothing`,
    [
      deliveries.map(({ eventId }) => eventId),
      deliveries.map(({ fileId }) => fileId),
      deliveries.map((d) => d.recordIndex),
    ],
  );
  const reader = new EvidenceReader(client);
  for (const unit of units) {
    if (registered.isNew(unit)) reader.seed(registered.fileId(unit), unit.segment.n, { ...unit.segment });
  }
  const contested = await findContested(client, reader, deliveries);
  if (contested.length > 0) await settleContested(client, ctx, { eventIds: contested, reader });
}

type Delivery = RecordPlace & { readonly eventId: string };

async function findContested(
  client: PoolClient,
  reader: EvidenceReader,
  deliveries: readonly Delivery[],
): Promise<string[]> {
  const stored = new Map((await storedPlaces(client, deliveries)).map((row) => [row.eventId, row]));
  const contested = new Set<string>();
  const texts = await reader.read([...deliveries, ...stored.values()]);
  for (const delivery of deliveries) {
    const place = stored.get(delivery.eventId);
    if (!place) continue;
    const [copy, original] = [texts.get(placeKey(delivery)), texts.get(placeKey(place))];
    if (place.differs || !sameContent(copy, original)) contested.add(delivery.eventId);
  }
  return [...contested];
}

function sameContent(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));
}

function storedPlaces(client: PoolClient, deliveries: readonly Delivery[]): Promise<z.output<typeof StoredRow>[]> {
  return rows(
    client,
    StoredRow,
    sql`
      select e.event_id as "eventId", e.log_file_id as "fileId", e.record_index as "recordIndex",
        (e.flags & ${COPIES_DIFFER_BIT}::int) <> 0 as differs
      from event_locator l
      join event e on e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
      where l.event_id = any(${deliveries.map(({ eventId }) => eventId)}::uuid[])`,
  );
}

import { hash } from "node:crypto";
import type { PoolClient } from "pg";
import { z } from "zod";
import { rows, Sql, sql } from "@/lib/db/sql";
import { COPIES_DIFFER_BIT } from "@/lib/events/event-flags";
import { canonicalJson } from "../canonical-json";
import { EFFECTIVE_TRUST } from "./effective-trust";
import { type EvidenceReader, placeKey } from "./evidence-reader";
import type { LoadContext } from "./load-batch";
import { replaceStored } from "./replace-stored";

/** One after the other: whoever settles an event must see every delivery that others have settled. */
const SETTLE_LOCK = "2002873092";

const DeliveryRow = z.object({
  eventId: z.string(),
  fileId: z.number(),
  recordIndex: z.number(),
  trust: z.number(),
  fileHash: z.string(),
  isStored: z.boolean(),
});
type DeliveryRow = z.output<typeof DeliveryRow>;

/** One delivery of a contested event, with what decides whether its content is believed. */
export type Delivery = DeliveryRow & { readonly text: string; readonly contentHash: string };

/**
 * Decides contested events from all their deliveries: the content with the least (trust class, hash) gives the typed columns,
 * so that nobody pre-empts a real record with a forged one. The outcome does not depend on the order of arrival.
 */
export async function settleContested(
  client: PoolClient,
  ctx: LoadContext,
  { eventIds, reader }: { eventIds: readonly string[]; reader: EvidenceReader },
): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [SETTLE_LOCK]);
  const deliveries = await deliveriesOf(client, eventIds, reader);
  const replacements: { stored: Delivery; winner: Delivery }[] = [];
  for (const ofEvent of deliveries.values()) {
    const stored = ofEvent.find(({ isStored }) => isStored);
    if (!stored) continue;
    const winner = chooseWinner(ofEvent, stored);
    if (winner !== stored) replacements.push({ stored, winner });
    await markCopies(client, ofEvent, winner);
  }
  await replaceStored(client, ctx, replacements);
  const differing = [...deliveries.values()]
    .filter(hasSeveralContents)
    .flatMap(([first]) => (first ? [first.eventId] : []));
  await client.query(FLAG_EVENTS, [differing, COPIES_DIFFER_BIT]);
}

async function deliveriesOf(
  client: PoolClient,
  eventIds: readonly string[],
  reader: EvidenceReader,
): Promise<Map<string, Delivery[]>> {
  const found = await rows(
    client,
    DeliveryRow,
    sql`
      select d.event_id as "eventId", d.log_file_id as "fileId", d.record_index as "recordIndex", ${new Sql([EFFECTIVE_TRUST], [])} as trust,
        encode(f.sha256, 'hex') as "fileHash", d.is_stored as "isStored"
      from (
        select e.event_id, e.log_file_id, e.record_index, true as is_stored
        from event_locator l
        join event e on e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
        where l.event_id = any(${eventIds}::uuid[])
        union all
        select event_id, log_file_id, record_index, false from event_copy where event_id = any(${eventIds}::uuid[])
      ) d join log_file f on f.id = d.log_file_id left join log_file_integrity i on i.log_file_id = f.id`,
  );
  const texts = await reader.read(found);
  const byEvent = new Map<string, Delivery[]>();
  for (const row of found) {
    const text = texts.get(placeKey(row)) ?? "";
    const delivery = { ...row, text, contentHash: hash("sha256", canonicalJson(JSON.parse(text)), "hex") };
    byEvent.set(row.eventId, [...(byEvent.get(row.eventId) ?? []), delivery]);
  }
  return byEvent;
}

/** Among deliveries with the winning content the stored one stays, so that nothing moves without need. */
function chooseWinner(deliveries: readonly Delivery[], stored: Delivery): Delivery {
  const trustOf = new Map<string, number>();
  for (const { contentHash, trust } of deliveries)
    trustOf.set(contentHash, Math.min(trust, trustOf.get(contentHash) ?? trust));
  const [content] = [...trustOf].sort(([hashA, a], [hashB, b]) => a - b || (hashA < hashB ? -1 : 1))[0] ?? [
    stored.contentHash,
  ];
  if (stored.contentHash === content) return stored;
  const candidates = deliveries.filter(({ contentHash }) => contentHash === content);
  candidates.sort((a, b) => a.trust - b.trust || (a.fileHash < b.fileHash ? -1 : 1) || a.recordIndex - b.recordIndex);
  return candidates[0] ?? stored;
}

function hasSeveralContents(deliveries: readonly Delivery[]): boolean {
  return new Set(deliveries.map(({ contentHash }) => contentHash)).size > 1;
}

async function markCopies(client: PoolClient, deliveries: readonly Delivery[], winner: Delivery): Promise<void> {
  const copies = deliveries.filter((delivery) => delivery !== winner);
  await client.query("delete from event_copy where event_id = $1", [winner.eventId]);
  await client.query(
    `insert into event_copy (event_id, log_file_id, record_index, content_hash, differs)
     select $1, f, r, decode(h, 'hex'), h <> $5 from unnest($2::int[], $3::int[], $4::text[]) as c (f, r, h)`,
    [
      winner.eventId,
      copies.map(({ fileId }) => fileId),
      copies.map(({ recordIndex }) => recordIndex),
      copies.map(({ contentHash }) => contentHash),
      winner.contentHash,
    ],
  );
}

const FLAG_EVENTS = `
  update event e set flags = e.flags | $2::smallint
  from event_locator l
  where l.event_id = any($1::uuid[]) and e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id`;

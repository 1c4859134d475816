import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { requestHash } from "@/lib/events/request-hash";
import { eventHref } from "@/lib/events/search-params";
import { EvidenceReader, placeKey } from "@/lib/ingest/server/evidence-reader";
import type { SeedHit } from "@/lib/seed/contract";

const EVENTS_PER_REQUEST_MAX = 20;

const Found = z.object({
  hash: z.string(),
  eventId: z.string(),
  time: z.date(),
  action: z.string(),
  source: z.string(),
  identity: z.string(),
  fileId: z.number(),
  recordIndex: z.number(),
});

/** Events by requestID. The store finds them by a short hash; the record in the evidence decides. */
export async function findRequests(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const asked = new Map(indicators.map((text) => [requestHash(text).toString(), text]));
  const found = await rows(
    ctx.pool,
    Found,
    sql`
      select w.hash::text, coalesce(al.text, e.event_id::text) as "eventId", e.event_time as time, ac.name as action, ac.source,
        coalesce(i.name, p.key) as identity, e.log_file_id as "fileId", e.record_index as "recordIndex"
      from unnest(${[...asked.keys()]}::bigint[]) as w (hash)
      cross join lateral (select * from event where request_hash = w.hash limit ${EVENTS_PER_REQUEST_MAX}) e
      join action ac on ac.id = e.action_id
      join principal p on p.id = e.principal_id
      left join principal_identity pi on pi.principal_id = e.principal_id
      left join identity i on i.id = pi.identity_id
      left join event_alias al on al.event_id = e.event_id
      order by e.event_time, e.event_id`,
  );
  const texts = await new EvidenceReader(ctx.pool).read(found);
  return found.flatMap((one) => {
    const indicator = asked.get(one.hash);
    if (indicator === undefined || !hasRequestId(texts.get(placeKey(one)), indicator)) return [];
    const atMs = one.time.getTime();
    const note = `${one.source}:${one.action} by ${one.identity}, of this request`;
    const label = one.eventId;
    return [
      {
        indicator,
        kind: "event" as const,
        label,
        note,
        firstMs: atMs,
        lastMs: atMs,
        events: 1,
        href: eventHref(label),
        profileHref: null,
      },
    ];
  });
}

const Record = z.looseObject({ requestID: z.string() });

function hasRequestId(text: string | undefined, requestId: string): boolean {
  return text !== undefined && Record.safeParse(JSON.parse(text)).data?.requestID === requestId;
}

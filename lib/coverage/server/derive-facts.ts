import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { isJsonObject } from "@/lib/cloudtrail/json-object";
import { inTransaction } from "@/lib/db/in-transaction";
import { rows, Sql, sql } from "@/lib/db/sql";
import { EvidenceReader, placeKey } from "@/lib/ingest/server/evidence-reader";
import { EFFECTIVE_TRUST } from "@/lib/ingest/server/effective-trust";
import { CHANGE_ACTIONS, recordFacts } from "../record-facts";
import { type KeptFact, storeFacts } from "./store-facts";

const LOCK = 4_810_001;
const TRUST = new Sql([EFFECTIVE_TRUST], []);
const EVENTS_PER_ROUND = 2000;

const ChangeEvent = z.object({
  eventId: z.string(),
  fileId: z.number(),
  recordIndex: z.number(),
  trust: z.number(),
  receivedMs: z.number(),
});
type ChangeEvent = z.output<typeof ChangeEvent>;

/**
 * Brings the facts that events state in step with the events: reads the few records of changes that are new or come from another file now, and
 * drops facts of events that are gone. The order in which files came does not matter; with `again` everything is derived anew.
 */
export async function deriveFacts(
  ctx: { readonly pool: Pool },
  options: { readonly again?: boolean } = {},
): Promise<number> {
  return inTransaction(ctx.pool, async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    if (options.again === true) await forgetAll(client);
    else await forgetGone(client);
    let derived = 0;
    for (;;) {
      const events = await newChanges(client);
      if (events.length === 0) return derived;
      derived += await deriveEvents(ctx.pool, client, events);
    }
  });
}

/** What a record said that retention dropped since is not said again: its facts stay. */
async function forgetAll(client: PoolClient): Promise<void> {
  await client.query(
    "delete from config_event c where not exists (select from event_locator l where l.event_id = c.event_id and l.dropped_file_id is not null)",
  );
  await client.query(
    "delete from config_fact f where origin_kind = 'event' and not exists (select from config_event c where c.event_id = f.event_id)",
  );
}

/** Facts of events that are not there any more, that stand in another record now, or whose file is believed otherwise now. */
async function forgetGone(client: PoolClient): Promise<void> {
  await client.query(`
    with gone as (
      delete from config_event c where not exists (
        select from event_locator l join event e on e.event_time = l.event_time and e.event_id = l.event_id
        join log_file f on f.id = e.log_file_id left join log_file_integrity i on i.log_file_id = f.id
        where l.event_id = c.event_id and e.principal_id = l.principal_id
          and e.log_file_id = c.log_file_id and e.record_index = c.record_index and c.trust = (${EFFECTIVE_TRUST}))
        and not exists (select from event_locator l where l.event_id = c.event_id and l.dropped_file_id is not null)
      returning event_id)
    delete from config_fact f using gone where f.event_id = gone.event_id`);
}

/** By principal and day from the rollup: no index of events knows actions. */
async function newChanges(client: PoolClient): Promise<ChangeEvent[]> {
  const pairs = Object.entries(CHANGE_ACTIONS).flatMap(([source, names]) => names.map((name) => ({ source, name })));
  return rows(
    client,
    ChangeEvent,
    sql`
      with wanted as (
        select a.id from action a
        join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as w (source text, name text) using (source, name)),
      days as (
        select distinct d.principal_id, d.day from activity_day d
        where d.action_id in (select id from wanted) and d.outcome = 0)
      select e.event_id as "eventId", e.log_file_id as "fileId", e.record_index as "recordIndex", (${TRUST})::int as trust,
        (extract(epoch from f.received_at) * 1000)::float8 as "receivedMs"
      from days d
      join event e on e.principal_id = d.principal_id and e.event_time >= d.day and e.event_time < d.day + interval '1 day'
      join log_file f on f.id = e.log_file_id left join log_file_integrity i on i.log_file_id = f.id
      where e.action_id in (select id from wanted) and e.error_id is null
        and not exists (select from config_event c where c.event_id = e.event_id)
      limit ${EVENTS_PER_ROUND}`,
  );
}

/** From S3 or verified; what was pushed or uploaded anybody may have written. */
const DELIVERED_TRUST_MAX = 1;

async function deriveEvents(pool: Pool, client: PoolClient, events: readonly ChangeEvent[]): Promise<number> {
  const texts = await new EvidenceReader(pool).read(events);
  const facts = events.flatMap((event): KeptFact[] => {
    const record: unknown = JSON.parse(texts.get(placeKey(event)) ?? "null");
    if (!isJsonObject(record)) return [];
    const trust = event.trust <= DELIVERED_TRUST_MAX ? "delivered" : "uploaded";
    return recordFacts(record, { knownAtMs: event.receivedMs, trust }).map((fact) => ({
      fact,
      eventId: event.eventId,
    }));
  });
  await storeFacts(client, facts);
  await client.query(
    `insert into config_event (event_id, log_file_id, record_index, trust)
     select "eventId", "fileId", "recordIndex", trust from jsonb_to_recordset($1::jsonb) as r ("eventId" uuid, "fileId" int, "recordIndex" int, trust smallint)`,
    [JSON.stringify(events)],
  );
  return facts.length;
}

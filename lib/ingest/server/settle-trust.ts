import type { Pool } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";
import { retryContended } from "@/lib/db/retry-contended";
import { Dictionaries } from "./dictionaries";
import { EFFECTIVE_TRUST } from "./effective-trust";
import { EVIDENCE_LOCK } from "./evidence-lock";
import { EvidenceReader } from "./evidence-reader";
import { settleContested } from "./settle-contested";
import { Stopwatch } from "./stopwatch";

const EVENTS_PER_TURN = 500;

/**
 * Settles contested events again where a file that delivered them is believed more or less than when they were settled: because
 * it came once more from a better source, or was verified. Says how many events were looked at.
 */
export async function settleTrust(pool: Pool): Promise<number> {
  const { rows: files } = await pool.query<{ id: number; trust: number }>(FILES);
  if (files.length === 0) return 0;
  const { rows: events } = await pool.query<{ event_id: string }>(EVENTS, [files.map(({ id }) => id)]);
  const ctx = {
    pool,
    source: { id: 0, trust: 0 },
    dictionaries: new Dictionaries(),
    watch: new Stopwatch(() => performance.now()),
  };
  for (let at = 0; at < events.length; at += EVENTS_PER_TURN) {
    const eventIds = events.slice(at, at + EVENTS_PER_TURN).map((row) => row.event_id);
    await retryContended(() =>
      inTransaction(pool, async (client) => {
        await client.query("select pg_advisory_xact_lock_shared($1)", [EVIDENCE_LOCK]);
        await settleContested(client, ctx, { eventIds, reader: new EvidenceReader(client) });
      }),
    );
  }
  await pool.query(
    "update log_file f set settled_trust = s.trust from unnest($1::int[], $2::smallint[]) as s (id, trust) where f.id = s.id",
    [files.map(({ id }) => id), files.map(({ trust }) => trust)],
  );
  return events.length;
}

const FILES = `
  select f.id, (${EFFECTIVE_TRUST})::int as trust from log_file f left join log_file_integrity i on i.log_file_id = f.id
  where f.settled_trust is distinct from (${EFFECTIVE_TRUST})`;

const EVENTS = `
  select distinct c.event_id from event_copy c
  where c.content_hash is not null and (c.log_file_id = any($1) or exists (
    select from event_locator l
    join event e on e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
    where l.event_id = c.event_id and e.log_file_id = any($1)))
  order by 1`;

import type { Pool, PoolClient } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";
import { retryContended } from "@/lib/db/retry-contended";
import { regroupNames } from "@/lib/identities/server/regroup-identities";
import type { Dictionaries } from "./dictionaries";
import { addRollups } from "./add-rollups";
import type { Batch, UnitResult } from "./batch";
import { claimEvents } from "./claim-events";
import { ensurePartitions } from "./ensure-partitions";
import type { EventRows } from "./event-rows";
import { EVIDENCE_LOCK } from "./evidence-lock";
import { keepDigests } from "./keep-digests";
import { keepSides } from "./keep-sides";
import { type RegisteredUnits, registerUnits } from "./register-units";
import { recordCopies } from "./record-copies";
import type { Stopwatch } from "./stopwatch";
import { storeTraces } from "./store-traces";
import { writeEvents } from "./write-events";
import { writeSpans } from "./write-spans";

export type LoadSource = { readonly id: number; readonly trust: number };

/** What a loader works with. */
export type LoadContext = {
  readonly pool: Pool;
  readonly source: LoadSource;
  readonly dictionaries: Dictionaries;
  /** Hears where the time goes. */
  readonly watch: Stopwatch;
};

/**
 * Loads a batch in one transaction: evidence, events, copies, quarantine, rollups and the count of each file, or nothing at all.
 * Whatever the order, overlap or number of loaders, the store ends the same.
 *
 * A table that is derived from each record hooks in at four places. `batchRecords` sees the parsed record and its event: it keeps the
 * fact in the batch with the number of its row. `loadRecords` writes the facts of the rows that `claimEvents` found fresh, in this
 * transaction. `replaceStored` removes an event's facts by event id and derives them again from the delivery whose content won.
 * `unloadFiles` removes them by event id too; `rebuild` needs nothing of its own, since it goes through all of these.
 */
export async function loadBatch(ctx: LoadContext, batch: Batch): Promise<UnitResult[]> {
  await ctx.watch.time("dictionaries", () => ctx.dictionaries.resolve(ctx.pool));
  await ensurePartitions(ctx.pool, batch.events);
  return retryContended(() => inTransaction(ctx.pool, (client) => loadInTransaction(client, ctx, batch)));
}

async function loadInTransaction(client: PoolClient, ctx: LoadContext, batch: Batch): Promise<UnitResult[]> {
  await client.query("select pg_advisory_xact_lock_shared($1)", [EVIDENCE_LOCK]);
  const registered = await ctx.watch.time("evidence", () => registerUnits(client, batch.units, ctx.source));
  await keepDigests(client, batch.digests, ctx.source.id);
  await keepSides(client, batch.sides);
  const results = await loadRecords(client, ctx, { batch, registered });
  await countUnits(client, results, registered);
  return results;
}

async function quarantineRejects(client: PoolClient, { rejects }: Batch, registered: RegisteredUnits): Promise<void> {
  const fresh = rejects.filter(({ unit }) => registered.isNew(unit));
  if (fresh.length === 0) return;
  await client.query(
    `insert into quarantine (log_file_id, record_index, reason, detail) select * from unnest($1::int[], $2::int[], $3::text[], $4::text[])`,
    [
      fresh.map(({ unit }) => registered.fileId(unit)),
      fresh.map(({ recordIndex }) => recordIndex),
      fresh.map(({ reason }) => reason),
      fresh.map(({ detail }) => detail),
    ],
  );
}

async function nameAliases(client: PoolClient, rows: EventRows, fresh: readonly number[]): Promise<void> {
  const named = fresh.filter((row) => rows.idTexts.has(row));
  if (named.length === 0) return;
  await client.query(
    `insert into event_alias (event_id, text) select * from unnest($1::uuid[], $2::text[]) order by 1 on conflict do nothing`,
    [named.map((row) => rows.eventId(row)), named.map((row) => rows.idTexts.get(row))],
  );
}

/** The records of a batch whose files are registered: events, copies, quarantine, rollups. Says what came of each unit. */
export async function loadRecords(
  client: PoolClient,
  ctx: LoadContext,
  { batch, registered }: { batch: Batch; registered: RegisteredUnits },
): Promise<UnitResult[]> {
  const { events: rows, units } = batch;
  const fileIds = Int32Array.from(units, (unit) => (registered.isNew(unit) ? registered.fileId(unit) : 0));
  const wanted = rowsOfFiles(rows, fileIds);
  const { fresh, known } = await ctx.watch.time("claim", () => claimEvents(client, rows, wanted));
  await ctx.watch.time("events", () => writeEvents(client, rows, { fresh, fileIds }));
  await ctx.watch.time("rollups", () => addRollups(client, rows, fresh));
  const named = await ctx.watch.time("traces", () => storeTraces(client, rows, fresh));
  await ctx.watch.time("spans", () => writeSpans(client, rows, { wanted, units, fileIds }));
  await quarantineRejects(client, batch, registered);
  await nameAliases(client, rows, fresh);
  if (known.length > 0) {
    await ctx.watch.time("copies", () => recordCopies(client, ctx, { copies: known, rows, registered, units }));
  }
  await ctx.watch.time("traces", () => regroupNames(client, named));
  return tally(batch, registered, { fresh, known });
}

/** Rows whose file has a number: 0 stands for none. */
function rowsOfFiles({ owners, length }: EventRows, fileIds: Int32Array): number[] {
  const wanted: number[] = [];
  for (let row = 0; row < length; row++) if (fileIds[owners[row] ?? 0] !== 0) wanted.push(row);
  return wanted;
}

async function countUnits(
  client: PoolClient,
  results: readonly UnitResult[],
  registered: RegisteredUnits,
): Promise<void> {
  const loaded = results.filter(({ outcome }) => outcome === "loaded");
  await client.query(
    `update log_file f set
       records = f.records + c.stored + c.duplicates + c.quarantined, stored = f.stored + c.stored,
       duplicates = f.duplicates + c.duplicates, quarantined = f.quarantined + c.quarantined, complete = f.complete or c.is_last,
       text_bytes = f.text_bytes + c.text_bytes
     from (
       select id, sum(stored)::int as stored, sum(duplicates)::int as duplicates, sum(quarantined)::int as quarantined,
         bool_or(is_last) as is_last, sum(text_bytes)::bigint as text_bytes
       from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::boolean[], $6::bigint[])
         as u (id, stored, duplicates, quarantined, is_last, text_bytes)
       group by id
     ) c
     where f.id = c.id`,
    [
      loaded.map(({ unit }) => registered.fileId(unit)),
      loaded.map(({ stored }) => stored),
      loaded.map(({ duplicates }) => duplicates),
      loaded.map(({ quarantined }) => quarantined),
      loaded.map(({ unit }) => unit.isLast),
      loaded.map(({ unit }) => unit.segment.textBytes),
    ],
  );
}

function tally(
  { units, events, rejects }: Batch,
  registered: RegisteredUnits,
  { fresh, known }: { fresh: readonly number[]; known: readonly number[] },
): UnitResult[] {
  const places = new Map(units.map((unit, owner) => [unit, owner]));
  const stored = countOwners(events.owners, fresh, units.length);
  const duplicates = countOwners(events.owners, known, units.length);
  const quarantined = new Int32Array(units.length);
  for (const { unit } of rejects) {
    const owner = places.get(unit);
    if (owner !== undefined) quarantined[owner] = (quarantined[owner] ?? 0) + 1;
  }
  return units.map((unit, owner) =>
    registered.isNew(unit)
      ? {
          unit,
          outcome: "loaded",
          stored: stored[owner] ?? 0,
          duplicates: duplicates[owner] ?? 0,
          quarantined: quarantined[owner] ?? 0,
        }
      : { unit, outcome: "already-here", stored: 0, duplicates: 0, quarantined: 0 },
  );
}

/** How many of some rows each unit has. */
function countOwners(owners: Int32Array, some: readonly number[], units: number): Int32Array {
  const counts = new Int32Array(units);
  for (const row of some) {
    const owner = owners[row] ?? 0;
    counts[owner] = (counts[owner] ?? 0) + 1;
  }
  return counts;
}

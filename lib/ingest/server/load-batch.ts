import type { Pool, PoolClient } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";
import { retryContended } from "@/lib/db/retry-contended";
import type { Dictionaries } from "./dictionaries";
import type { Batch, BatchEvent, Unit, UnitResult } from "./batch";
import { ensurePartitions } from "./ensure-partitions";
import { keepDigests } from "./keep-digests";
import { type RegisteredUnits, registerUnits } from "./register-units";
import { mergeStaged } from "./merge-staged";
import { recordCopies } from "./record-copies";
import { ensureStage, stageEvents } from "./stage-events";
import type { Stopwatch } from "./stopwatch";

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
 */
export async function loadBatch(ctx: LoadContext, batch: Batch): Promise<UnitResult[]> {
  await ctx.watch.time("dictionaries", () => ctx.dictionaries.resolve(ctx.pool));
  await ensurePartitions(ctx.pool, timesOf(batch.events));
  return retryContended(() => inTransaction(ctx.pool, (client) => loadInTransaction(client, ctx, batch)));
}

async function loadInTransaction(client: PoolClient, ctx: LoadContext, batch: Batch): Promise<UnitResult[]> {
  await ensureStage(client);
  const registered = await ctx.watch.time("evidence", () => registerUnits(client, batch.units, ctx.source));
  await keepDigests(client, batch.digests, ctx.source.id);
  const results = await loadRecords(client, ctx, { batch, registered });
  await countUnits(client, results, registered);
  return results;
}

/** The event times of a batch, for its partitions. */
export function* timesOf(events: readonly BatchEvent[]): Generator<number> {
  for (const { event } of events) yield event.timeMs;
}

/** The same event twice in one batch: the first is staged, further ones are copies of it. */
function splitRepeats(events: readonly BatchEvent[]): { first: BatchEvent[]; repeated: BatchEvent[] } {
  const seen = new Set<string>();
  const first: BatchEvent[] = [];
  const repeated: BatchEvent[] = [];
  for (const event of events) {
    (seen.has(event.id) ? repeated : first).push(event);
    seen.add(event.id);
  }
  return { first, repeated };
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

async function nameAliases(client: PoolClient, events: readonly BatchEvent[]): Promise<void> {
  const named = events.filter(({ idText }) => idText !== null);
  if (named.length === 0) return;
  await client.query(
    `insert into event_alias (event_id, text) select * from unnest($1::uuid[], $2::text[]) order by 1 on conflict do nothing`,
    [named.map(({ id }) => id), named.map(({ idText }) => idText)],
  );
}

/** The records of a batch whose files are registered: events, copies, quarantine, rollups. Says what came of each unit. */
export async function loadRecords(
  client: PoolClient,
  ctx: LoadContext,
  { batch, registered }: { batch: Batch; registered: RegisteredUnits },
): Promise<UnitResult[]> {
  const { first, repeated } = splitRepeats(batch.events.filter(({ unit }) => registered.isNew(unit)));
  await ctx.watch.time("copy", () => stageEvents(client, first, ({ unit }) => registered.fileId(unit)));
  const known = await mergeStaged(client, ctx.watch, first);
  const copies = [...repeated, ...known];
  await quarantineRejects(client, batch, registered);
  await nameAliases(client, first);
  if (copies.length > 0) {
    await ctx.watch.time("copies", () => recordCopies(client, ctx, { copies, registered, units: batch.units }));
  }
  return tally(batch, registered, copies);
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

function tally(batch: Batch, registered: RegisteredUnits, copies: readonly BatchEvent[]): UnitResult[] {
  const count = (items: readonly { unit: Unit }[]): Map<Unit, number> => {
    const counts = new Map<Unit, number>();
    for (const { unit } of items) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    return counts;
  };
  const [events, duplicates, rejects] = [count(batch.events), count(copies), count(batch.rejects)];
  return batch.units.map((unit) => {
    if (!registered.isNew(unit)) return { unit, outcome: "already-here", stored: 0, duplicates: 0, quarantined: 0 };
    const repeated = duplicates.get(unit) ?? 0;
    return {
      unit,
      outcome: "loaded",
      stored: (events.get(unit) ?? 0) - repeated,
      duplicates: repeated,
      quarantined: rejects.get(unit) ?? 0,
    };
  });
}

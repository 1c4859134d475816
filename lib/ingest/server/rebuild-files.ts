import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { normaliseRecord, NORMALISER_VERSION } from "@/lib/cloudtrail/normalise-record";
import { inTransaction } from "@/lib/db/in-transaction";
import { retryContended } from "@/lib/db/retry-contended";
import { rows, sql } from "@/lib/db/sql";
import { decodeText } from "../decode-text";
import { TEXT_FORMATS, type TextPart } from "../decoded";
import { type Batch, emptyBatch, type Unit, type UnitResult } from "./batch";
import { latestEventMs } from "./event-bounds";
import { ensurePartitions } from "./ensure-partitions";
import { EVIDENCE_LOCK } from "./evidence-lock";
import { EvidenceReader } from "./evidence-reader";
import { batchRecords } from "./batch-records";
import { type LoadContext, loadRecords } from "./load-batch";
import { settleContested } from "./settle-contested";
import { unloadFiles } from "./unload-files";

const FileRow = z.object({
  id: z.number(),
  sha256: z.string(),
  format: z.enum(TEXT_FORMATS),
  latestFrom: z.date(),
  publishTime: z.date().nullable(),
});
type FileRow = z.output<typeof FileRow>;

/** What a group of files came to. */
export type Rebuilt = { records: number; stored: number; duplicates: number; quarantined: number };

/** Derives a group of log files again from their evidence, in one transaction: the app may go on reading. */
export async function rebuildFiles(ctx: LoadContext, fileIds: readonly number[]): Promise<Rebuilt> {
  for (;;) {
    const read = await readFiles(ctx, fileIds);
    const rebuilt = await retryContended(() => inTransaction(ctx.pool, (client) => replaceFiles(client, ctx, read)));
    if (rebuilt !== null) return rebuilt;
  }
}

/** The same within the caller's transaction. */
export async function rebuildWithin(
  client: PoolClient,
  ctx: LoadContext,
  fileIds: readonly number[],
): Promise<Rebuilt> {
  const rebuilt = await replaceFiles(client, ctx, await readFiles(ctx, fileIds));
  if (rebuilt !== null) return rebuilt;
  throw new AppError("conflict", "Retention dropped some of these log files meanwhile. Run the same command again.");
}

type ReadFiles = { readonly batch: Batch; readonly fileOf: ReadonlyMap<Unit, number> };

/**
 * Reads files, and makes ready what their events refer to. That is committed apart, and waits for whoever groups principals: a transaction
 * that has done so itself must have made it ready before it began.
 */
export async function readFiles(ctx: LoadContext, fileIds: readonly number[]): Promise<ReadFiles> {
  const read = await readBatch(ctx, fileIds);
  await ctx.dictionaries.resolve(ctx.pool);
  await ensurePartitions(ctx.pool, read.batch.events);
  return read;
}

/** Null, with nothing changed, where some of the files were dropped since they were read: of them nothing may come back. */
async function replaceFiles(
  client: PoolClient,
  ctx: LoadContext,
  { batch, fileOf }: ReadFiles,
): Promise<Rebuilt | null> {
  const fileId = (unit: Unit): number => fileOf.get(unit) ?? 0;
  const fileIds = [...new Set(fileOf.values())];
  await client.query("select pg_advisory_xact_lock_shared($1)", [EVIDENCE_LOCK]);
  const { rows: dropped } = await client.query(
    "select from log_file where id = any($1) and dropped_at is not null limit 1",
    [fileIds],
  );
  if (dropped.length > 0) return null;
  const gone = await unloadFiles(client, fileIds);
  // Settling an event moves one from a file's stored to its duplicates, also among these: what they load is added to that.
  await client.query(
    "update log_file set records = 0, stored = 0, duplicates = 0, quarantined = 0 where id = any($1)",
    [fileIds],
  );
  const results = await loadRecords(client, ctx, { batch, registered: { isNew: () => true, fileId } });
  await settleAgain(client, ctx, gone);
  await countFiles(client, results, fileId);
  return sum(results);
}

async function readBatch(ctx: LoadContext, fileIds: readonly number[]): Promise<ReadFiles> {
  const batch = emptyBatch();
  const fileOf = new Map<Unit, number>();
  const reader = new EvidenceReader(ctx.pool);
  for (const file of await filesOf(ctx.pool, fileIds)) {
    for (const unit of await unitsOf(reader, file)) {
      batch.units.push(unit);
      fileOf.set(unit, file.id);
      const latestMs = latestEventMs(file.publishTime?.getTime() ?? null, file.latestFrom.getTime());
      const decoded = decodeText(unit.segment.text, { format: file.format, part: unit.segment.part });
      if ("skip" in decoded) continue;
      await batchRecords(batch, {
        unit,
        decoded,
        normalise: (record) => normaliseRecord(record, latestMs),
        dictionaries: ctx.dictionaries,
      });
    }
  }
  return { batch, fileOf };
}

function filesOf(pool: Pool, fileIds: readonly number[]): Promise<FileRow[]> {
  return rows(
    pool,
    FileRow,
    sql`
      select id, encode(sha256, 'hex') as sha256, format, received_at as "latestFrom", publish_time as "publishTime"
      from log_file where id = any(${fileIds}::int[]) and dropped_at is null order by id`,
  );
}

async function unitsOf(reader: EvidenceReader, file: FileRow): Promise<Unit[]> {
  const units: Unit[] = [];
  const segments = await reader.segmentsOf(file.id);
  for (const [segment, { text }] of await reader.textsOf(segments)) {
    units.push({
      path: `log file ${file.id}`,
      sha256: file.sha256,
      compressed: true,
      deliveredBytes: 0,
      damage: null,
      publishTimeMs: file.publishTime?.getTime() ?? null,
      format: file.format,
      isLast: false,
      segment: { ...segment, part: partOf(segment.n, segments.length), text, plain: null, gzip: Buffer.alloc(0) },
    });
  }
  return units;
}

function partOf(n: number, count: number): TextPart {
  if (count === 1) return "whole";
  if (n === 0) return "first";
  return n === count - 1 ? "last" : "middle";
}

/** Events that came back and have copies elsewhere: which copy gives their columns is decided anew. */
async function settleAgain(client: PoolClient, ctx: LoadContext, eventIds: readonly string[]): Promise<void> {
  const { rows: contested } = await client.query<{ event_id: string }>(
    `select distinct c.event_id from event_copy c join event_locator l using (event_id)
     where c.event_id = any($1::uuid[]) and c.content_hash is not null`,
    [eventIds],
  );
  if (contested.length === 0) return;
  await settleContested(client, ctx, {
    eventIds: contested.map((row) => row.event_id),
    reader: new EvidenceReader(client),
  });
}

async function countFiles(
  client: PoolClient,
  results: readonly UnitResult[],
  fileId: (unit: Unit) => number,
): Promise<void> {
  await client.query(
    `update log_file f set records = f.records + c.stored + c.duplicates + c.quarantined, stored = f.stored + c.stored,
       duplicates = f.duplicates + c.duplicates, quarantined = f.quarantined + c.quarantined, normaliser_version = $5
     from (
       select id, sum(stored)::int as stored, sum(duplicates)::int as duplicates, sum(quarantined)::int as quarantined
       from unnest($1::int[], $2::int[], $3::int[], $4::int[]) as u (id, stored, duplicates, quarantined) group by id
     ) c where f.id = c.id`,
    [
      results.map(({ unit }) => fileId(unit)),
      results.map(({ stored }) => stored),
      results.map(({ duplicates }) => duplicates),
      results.map(({ quarantined }) => quarantined),
      NORMALISER_VERSION,
    ],
  );
}

function sum(results: readonly UnitResult[]): Rebuilt {
  const total = { records: 0, stored: 0, duplicates: 0, quarantined: 0 };
  for (const { stored, duplicates, quarantined } of results) {
    total.records += stored + duplicates + quarantined;
    total.stored += stored;
    total.duplicates += duplicates;
    total.quarantined += quarantined;
  }
  return total;
}

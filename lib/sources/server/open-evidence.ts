import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { AppError } from "@/lib/base/app-error";
import { formatTime } from "@/lib/base/format-time";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { boundaryScannerFor } from "@/lib/ingest/record-boundaries";
import { evidenceName } from "../evidence-name";
import type { LogFile } from "../contract";
import { getLogFile } from "./get-log-file";

export type Evidence = {
  /** What to call it on the disk of whoever takes it. */
  readonly name: string;
  readonly isExact: boolean;
  /** How many bytes will come, where that is known. */
  readonly bytes: number | null;
  readonly chunks: AsyncIterable<Uint8Array>;
};

const ChunkRow = z.object({ bytes: z.instanceof(Buffer) });
const SegmentNumber = z.object({ n: z.number() });

/**
 * Gives a log file's kept bytes back. Exact evidence is hashed on its way and ends in an error, its last part unsent, where it does not
 * have the SHA-256 under which it came. Audited before anything is given.
 */
export async function openEvidence(ctx: Context, sha256: string): Promise<Evidence> {
  const file = await getLogFile(ctx, { sha256 });
  if (file.droppedAtMs !== null)
    throw new AppError("gone", `Retention dropped the bytes of this log file on ${formatTime(file.droppedAtMs)}.`);
  const segments = await rows(
    ctx.pool,
    SegmentNumber,
    sql`
      select e.n from evidence_segment e join log_file f on f.id = e.log_file_id
      where f.sha256 = decode(${sha256}, 'hex') order by e.n`,
  );
  if (segments.length === 0) throw new AppError("not-found", "No bytes of this log file are kept.");
  const isExact = file.evidence === "exact";
  await recordAudit(ctx, { action: "evidence.download", target: sha256, detail: { path: file.path, exact: isExact } });
  const parts =
    segments.length === 1 && file.compressed ? keptChunks(ctx, { sha256, n: 0 }) : texts(ctx, file, segments);
  return {
    name: evidenceName(file),
    isExact,
    bytes: isExact ? file.deliveredBytes : null,
    chunks: isExact ? verified(parts, sha256) : parts,
  };
}

type Place = { readonly sha256: string; readonly n: number };

/** The kept gzip of one segment, in pieces of at most 8 MiB. */
async function* keptChunks({ pool }: Context, { sha256, n }: Place): AsyncGenerator<Buffer> {
  for (let chunk = 0; ; chunk += 1) {
    const [row] = await rows(
      pool,
      ChunkRow,
      sql`
        select c.bytes from evidence_chunk c join log_file f on f.id = c.log_file_id
        where f.sha256 = decode(${sha256}, 'hex') and c.segment = ${n} and c.n = ${chunk}`,
    );
    if (!row) return;
    yield row.bytes;
  }
}

/** The text of all segments, one after the other; a segment has 32 MiB at most. */
async function* texts(ctx: Context, file: LogFile, segments: readonly { n: number }[]): AsyncGenerator<Buffer> {
  let header: Buffer = Buffer.alloc(0);
  for (const [index, { n }] of segments.entries()) {
    const kept: Buffer[] = [];
    for await (const chunk of keptChunks(ctx, { sha256: file.sha256, n })) kept.push(chunk);
    const text = gunzipSync(Buffer.concat(kept));
    if (index === 0 && file.format === "csv-raw" && segments.length > 1) header = csvHeader(text);
    // The header of a CSV file goes before every part, so that each can be read alone; it was delivered once.
    const repeats = index > 0 && header.length > 0 && text.subarray(0, header.length).equals(header);
    yield repeats ? text.subarray(header.length) : text;
  }
}

function csvHeader(text: Buffer): Buffer {
  const scanner = boundaryScannerFor(text);
  scanner.scan(text);
  return scanner.header();
}

async function* verified(parts: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let last: Buffer | null = null;
  for await (const part of parts) {
    if (last !== null) yield last;
    hash.update(part);
    last = part;
  }
  const found = hash.digest("hex");
  if (found !== sha256) throw new Error(`the kept bytes of ${sha256} have the SHA-256 ${found}`);
  if (last !== null) yield last;
}

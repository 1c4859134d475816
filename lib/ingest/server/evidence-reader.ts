import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { rows, sql } from "@/lib/db/sql";
import { TEXT_FORMATS, type TextFormat } from "../decoded";
import { recordTexts } from "../record-text";
import { textOfBytes } from "../text-of-bytes";

const CACHE_BYTES = 64 * 1024 * 1024;

/** Where a record lies: its log file and its index there. */
export type RecordPlace = { readonly fileId: number; readonly recordIndex: number };

type SegmentText = { readonly text: string; readonly format: TextFormat; readonly firstRecord: number; readonly records: number };

const SegmentRow = z.object({
  fileId: z.number(),
  n: z.number(),
  firstRecord: z.number(),
  records: z.number(),
  format: z.enum(TEXT_FORMATS),
});
const ChunkRow = z.object({ bytes: z.instanceof(Buffer) });

export const placeKey = ({ fileId, recordIndex }: RecordPlace): string => `${fileId}:${recordIndex}`;

/** Reads records out of the kept bytes, exactly as they were delivered. Keeps the texts that it read last. */
export class EvidenceReader {
  private readonly texts = new Map<string, SegmentText>();
  private held = 0;

  constructor(private readonly on: Pool | PoolClient) {}

  /** Spares reading back what is in memory anyway. */
  seed(fileId: number, n: number, segment: SegmentText): void {
    this.texts.set(`${fileId}:${n}`, segment);
  }

  /** The text of every place, by `placeKey`. Throws where the evidence does not hold one. */
  async read(places: readonly RecordPlace[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const [fileId, wanted] of groupByFile(places)) {
      for (const segment of await this.segmentsOf(fileId)) await this.readFrom(segment, wanted, found);
    }
    for (const place of places) {
      if (!found.has(placeKey(place))) throw new AppError("not-found", `No evidence is kept for record ${place.recordIndex} of log file ${place.fileId}.`);
    }
    return found;
  }

  private async readFrom(segment: z.output<typeof SegmentRow>, wanted: readonly number[], found: Map<string, string>): Promise<void> {
    const { fileId, firstRecord, records } = segment;
    const here = wanted.filter((index) => index >= firstRecord && index < firstRecord + records);
    if (here.length === 0) return;
    const { text, format } = await this.textOf(segment);
    const texts = recordTexts(text, format, here.map((index) => index - firstRecord));
    for (const [local, record] of texts) found.set(placeKey({ fileId, recordIndex: local + firstRecord }), record);
  }

  /** A whole segment, decompressed. */
  async textOf(segment: z.output<typeof SegmentRow>): Promise<SegmentText> {
    const key = `${segment.fileId}:${segment.n}`;
    const known = this.texts.get(key);
    if (known) return known;
    const chunks = await rows(
      this.on,
      ChunkRow,
      sql`select bytes from evidence_chunk where log_file_id = ${segment.fileId} and segment = ${segment.n} order by n`,
    );
    const text = textOfBytes(Buffer.concat(chunks.map(({ bytes }) => bytes)));
    const read = { text, format: segment.format, firstRecord: segment.firstRecord, records: segment.records };
    this.keep(key, read);
    return read;
  }

  /** The segments of a log file, in order. */
  segmentsOf(fileId: number): Promise<z.output<typeof SegmentRow>[]> {
    return rows(
      this.on,
      SegmentRow,
      sql`
        select s.log_file_id as "fileId", s.n, s.first_record as "firstRecord", s.records, f.format
        from evidence_segment s join log_file f on f.id = s.log_file_id
        where s.log_file_id = ${fileId} order by s.n`,
    );
  }

  private keep(key: string, segment: SegmentText): void {
    if (this.held + segment.text.length > CACHE_BYTES) {
      this.texts.clear();
      this.held = 0;
    }
    this.texts.set(key, segment);
    this.held += segment.text.length;
  }
}

function groupByFile(places: readonly RecordPlace[]): Map<number, number[]> {
  const byFile = new Map<number, number[]>();
  for (const { fileId, recordIndex } of places) {
    const indexes = byFile.get(fileId);
    if (indexes) indexes.push(recordIndex);
    else byFile.set(fileId, [recordIndex]);
  }
  return byFile;
}

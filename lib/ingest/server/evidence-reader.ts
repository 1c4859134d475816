import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { rows, sql } from "@/lib/db/sql";
import { TEXT_FORMATS, type TextFormat } from "../decoded";
import type { PlainRecords } from "../plain-records";
import { recordTexts } from "../record-text";
import { textOfBytes } from "../text-of-bytes";

const CACHE_BYTES = 64 * 1024 * 1024;
const GROUP_BYTES = 32 * 1024 * 1024;

/** Where a record lies: its log file and its index there. */
export type RecordPlace = { readonly fileId: number; readonly recordIndex: number };

type SegmentText = { readonly text: string; readonly format: TextFormat; readonly plain?: PlainRecords | null };

const SegmentRow = z.object({
  fileId: z.number(),
  n: z.number(),
  firstRecord: z.number(),
  records: z.number(),
  textBytes: z.number(),
  format: z.enum(TEXT_FORMATS),
});
export type EvidenceSegment = z.output<typeof SegmentRow>;
const ChunkRow = z.object({ fileId: z.number(), n: z.number(), bytes: z.instanceof(Buffer) });

const SEGMENTS = sql`
  select s.log_file_id as "fileId", s.n, s.first_record as "firstRecord", s.records, s.text_bytes::float8 as "textBytes", f.format
  from evidence_segment s join log_file f on f.id = s.log_file_id`;

const segmentKey = ({ fileId, n }: { fileId: number; n: number }): string => `${fileId}:${n}`;

/** A record's place as one string. */
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
    const wanted = groupByFile(places);
    const found = new Map<string, string>();
    for (const group of inGroups(await this.segmentsFor(places))) {
      for (const [segment, text] of await this.textsOf(group))
        extract(segment, text, { wanted: wanted.get(segment.fileId) ?? [], found });
    }
    for (const place of places) {
      if (!found.has(placeKey(place)))
        throw new AppError(
          "not-found",
          `No evidence is kept for record ${place.recordIndex} of log file ${place.fileId}.`,
        );
    }
    return found;
  }

  /** The segments of a log file, in order. */
  segmentsOf(fileId: number): Promise<EvidenceSegment[]> {
    return rows(this.on, SegmentRow, sql`${SEGMENTS} where s.log_file_id = ${fileId} order by s.n`);
  }

  /** Whole segments, decompressed; those that are not held come in one round trip. */
  async textsOf(segments: readonly EvidenceSegment[]): Promise<Map<EvidenceSegment, SegmentText>> {
    const missing = segments.filter((segment) => !this.texts.has(segmentKey(segment)));
    const bytes = await this.chunksOf(missing);
    const texts = new Map<EvidenceSegment, SegmentText>();
    for (const segment of segments) {
      const known = this.texts.get(segmentKey(segment));
      const text = known ?? { ...segment, text: textOfBytes(Buffer.concat(bytes.get(segmentKey(segment)) ?? [])) };
      if (!known) this.keep(segmentKey(segment), text);
      texts.set(segment, text);
    }
    return texts;
  }

  private segmentsFor(places: readonly RecordPlace[]): Promise<EvidenceSegment[]> {
    return rows(
      this.on,
      SegmentRow,
      sql`
        ${SEGMENTS}
        where (s.log_file_id, s.n) in (
          select w.file_id, i.n
          from unnest(${places.map(({ fileId }) => fileId)}::int[], ${places.map(({ recordIndex }) => recordIndex)}::int[]) as w (file_id, record_index)
          join evidence_segment i on i.log_file_id = w.file_id and w.record_index >= i.first_record and w.record_index < i.first_record + i.records
        )
        order by s.log_file_id, s.n`,
    );
  }

  private async chunksOf(segments: readonly EvidenceSegment[]): Promise<Map<string, Buffer[]>> {
    const bytes = new Map<string, Buffer[]>();
    if (segments.length === 0) return bytes;
    const chunks = await rows(
      this.on,
      ChunkRow,
      sql`
        select c.log_file_id as "fileId", c.segment as n, c.bytes
        from unnest(${segments.map(({ fileId }) => fileId)}::int[], ${segments.map(({ n }) => n)}::int[]) as w (file_id, n)
        join evidence_chunk c on c.log_file_id = w.file_id and c.segment = w.n
        order by c.log_file_id, c.segment, c.n`,
    );
    for (const chunk of chunks) bytes.set(segmentKey(chunk), [...(bytes.get(segmentKey(chunk)) ?? []), chunk.bytes]);
    return bytes;
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

/** Segments that are read together: as many as may be held at once. */
function* inGroups(segments: readonly EvidenceSegment[]): Generator<EvidenceSegment[]> {
  let group: EvidenceSegment[] = [];
  let bytes = 0;
  for (const segment of segments) {
    if (group.length > 0 && bytes + segment.textBytes > GROUP_BYTES) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(segment);
    bytes += segment.textBytes;
  }
  if (group.length > 0) yield group;
}

function extract(
  { fileId, firstRecord, records }: EvidenceSegment,
  { text, format, plain }: SegmentText,
  { wanted, found }: { wanted: readonly number[]; found: Map<string, string> },
): void {
  const here = wanted.filter((index) => index >= firstRecord && index < firstRecord + records);
  const locals = here.map((index) => index - firstRecord);
  const texts = plain
    ? locals.map((local) => [local, plain.textOf(local)] as const)
    : recordTexts(text, format, locals);
  for (const [local, record] of texts) found.set(placeKey({ fileId, recordIndex: local + firstRecord }), record);
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

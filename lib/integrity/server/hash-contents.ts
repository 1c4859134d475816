import { createHash, hash } from "node:crypto";
import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { type KeptFile, streamEvidence } from "@/lib/ingest/server/stream-evidence";
import { type GzipMember, readGzipMember, readGzipMemberSync } from "./read-gzip-member";

const FILES_PER_TURN = 1000;
/** Decompressed beside this thread at once. */
const IN_FLIGHT = 8;
/** Handing less than this to another thread takes longer than decompressing it here. */
const SMALL_BYTES = 48 * 1024;
/** Of one segment, decompressed: the limit of what ingest keeps in one. */
const SEGMENT_BYTES_MAX = 64 * 1024 ** 2;

const FileRow = z.object({ id: z.number(), hasOversized: z.boolean(), isOriginal: z.boolean() });
type FileRow = z.output<typeof FileRow>;
type Content = {
  readonly fileId: number;
  readonly sha256: string | null;
  readonly problem: "trailing-data" | "damaged" | "not-kept-whole" | null;
};

export type HashProgress = (done: number, total: number) => void;

/**
 * Reads kept log files again and writes down the SHA-256 of what they hold, decompressed: what digests name. Says which files'
 * hash is new or another than before.
 */
export async function hashContents(pool: Pool, fileIds: readonly number[], progress: HashProgress): Promise<number[]> {
  const changed: number[] = [];
  for (let at = 0; at < fileIds.length; at += FILES_PER_TURN) {
    const turn = fileIds.slice(at, at + FILES_PER_TURN);
    const contents = await hashTurn(pool, turn);
    const { rows: written } = await pool.query<{ id: number }>(KEEP, [
      contents.map(({ fileId }) => fileId),
      contents.map(({ sha256 }) => sha256),
      contents.map(({ problem }) => problem),
    ]);
    changed.push(...written.map(({ id }) => id));
    progress(Math.min(at + FILES_PER_TURN, fileIds.length), fileIds.length);
  }
  return changed;
}

async function hashTurn(pool: Pool, fileIds: readonly number[]): Promise<Content[]> {
  const files = new Map((await readFiles(pool, fileIds)).map((file) => [file.id, file]));
  const contents: Content[] = [];
  const pending = new Set<Promise<void>>();
  for await (const kept of streamEvidence(pool, fileIds)) {
    const work = contentOf(kept, files.get(kept.fileId)).then((content) => void contents.push(content));
    pending.add(work);
    void work.finally(() => pending.delete(work)).catch(() => undefined);
    if (pending.size >= IN_FLIGHT) await Promise.race(pending);
  }
  await Promise.all(pending);
  return contents;
}

function readFiles(pool: Pool, fileIds: readonly number[]): Promise<FileRow[]> {
  return rows(
    pool,
    FileRow,
    sql`
      select f.id, exists (select from quarantine q where q.log_file_id = f.id and q.reason = 'too-large') as "hasOversized",
        f.compressed and (select count(*) from evidence_segment s where s.log_file_id = f.id) = 1 as "isOriginal"
      from log_file f where f.id = any(${fileIds}::int[])`,
  );
}

async function contentOf({ fileId, segments }: KeptFile, file: FileRow | undefined): Promise<Content> {
  if (!file || file.hasOversized) return { fileId, sha256: null, problem: "not-kept-whole" };
  const [only] = segments;
  if (segments.length === 1 && only) {
    const member = await memberOf(only);
    if (member === null) return { fileId, sha256: null, problem: "damaged" };
    const problem = file.isOriginal && member.hasTrailing ? "trailing-data" : null;
    return { fileId, sha256: hash("sha256", member.bytes, "hex"), problem };
  }
  const whole = createHash("sha256");
  for (const segment of segments) {
    const member = await memberOf(segment);
    if (member === null) return { fileId, sha256: null, problem: "damaged" };
    whole.update(member.bytes);
  }
  return { fileId, sha256: whole.digest("hex"), problem: null };
}

function memberOf(gzip: Buffer): Promise<GzipMember | null> | GzipMember | null {
  return gzip.length < SMALL_BYTES
    ? readGzipMemberSync(gzip, SEGMENT_BYTES_MAX)
    : readGzipMember(gzip, SEGMENT_BYTES_MAX);
}

const KEEP = `
  insert into log_file_content (log_file_id, content_sha256, problem)
  select c.id, decode(c.sha256, 'hex'), c.problem from unnest($1::int[], $2::text[], $3::text[]) as c (id, sha256, problem)
  where exists (select from log_file f where f.id = c.id) order by 1
  on conflict (log_file_id) do update set content_sha256 = excluded.content_sha256, problem = excluded.problem
  where (log_file_content.content_sha256, log_file_content.problem) is distinct from (excluded.content_sha256, excluded.problem)
  returning log_file_id as id`;

import { createHash, hash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { type KeptFile, streamEvidence } from "@/lib/ingest/server/stream-evidence";
import { type GzipMember, readGzipMember, readGzipMemberSync } from "./read-gzip-member";

/** Read by one statement: as many as a statement may well name. */
const FILES_PER_TURN = 10_000;
/** Written down together, while the next are being read. */
const FILES_PER_WRITE = 1000;
/** After so many, whatever else this thread has under way gets its turn: the digests are read at the same time. */
const FILES_PER_BREATH = 50;
/** Decompressed beside this thread at once. */
const IN_FLIGHT = 8;
/** Handing less than this to another thread takes longer than decompressing it here. */
const SMALL_BYTES = 48 * 1024;
/** Of one segment, decompressed: the limit of what ingest keeps in one. */
const SEGMENT_BYTES_MAX = 64 * 1024 ** 2;

/** A log file whose kept bytes are not, as they are, those that were delivered. */
const UnlikeRow = z.object({ id: z.number(), isPartial: z.boolean() });
type UnlikeRow = z.output<typeof UnlikeRow>;
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
  let done = 0;
  let writing: Promise<void> = Promise.resolve();
  for (let at = 0; at < fileIds.length; at += FILES_PER_TURN) {
    for await (const contents of hashTurn(pool, fileIds.slice(at, at + FILES_PER_TURN))) {
      await writing;
      writing = keep(pool, contents).then((ids) => {
        changed.push(...ids);
        progress((done += contents.length), fileIds.length);
      });
      // Thrown where it is awaited.
      writing.catch(() => undefined);
    }
  }
  await writing;
  return changed;
}

async function* hashTurn(pool: Pool, fileIds: readonly number[]): AsyncGenerator<Content[]> {
  const asked = readUnlike(pool, fileIds);
  // Thrown where it is awaited: the bytes are on their way meanwhile.
  asked.catch(() => undefined);
  const gone = new Set(fileIds);
  let unlike: Map<number, UnlikeRow> | null = null;
  let contents: Content[] = [];
  const pending = new Set<Promise<void>>();
  let read = 0;
  for await (const kept of streamEvidence(pool, fileIds)) {
    if (++read % FILES_PER_BREATH === 0) await setImmediate();
    unlike ??= mapOf(await asked);
    gone.delete(kept.fileId);
    const content = contentOf(kept, unlike.get(kept.fileId));
    if (content instanceof Promise) {
      const work = content.then((one) => void contents.push(one));
      pending.add(work);
      void work.finally(() => pending.delete(work)).catch(() => undefined);
      if (pending.size >= IN_FLIGHT) await Promise.race(pending);
    } else contents.push(content);
    if (contents.length < FILES_PER_WRITE) continue;
    // Other threads may end their work while these are being written down: what they add belongs to the next.
    const full = contents;
    contents = [];
    yield full;
  }
  await Promise.all(pending);
  unlike ??= mapOf(await asked);
  for (const fileId of gone) contents.push(await contentOf({ fileId, segments: [] }, unlike.get(fileId)));
  yield contents;
}

const mapOf = (files: readonly UnlikeRow[]): Map<number, UnlikeRow> => new Map(files.map((file) => [file.id, file]));

async function keep(pool: Pool, contents: readonly Content[]): Promise<number[]> {
  const { rows: written } = await pool.query<{ id: number }>(KEEP, [
    contents.map(({ fileId }) => fileId),
    contents.map(({ sha256 }) => sha256),
    contents.map(({ problem }) => problem),
  ]);
  return written.map(({ id }) => id);
}

/** Packed by us, cut into segments, or with records left out: most files are none of it. */
function readUnlike(pool: Pool, fileIds: readonly number[]): Promise<UnlikeRow[]> {
  return rows(
    pool,
    UnlikeRow,
    sql`
      with asked as materialized (select unnest(${fileIds}::int[]) as id), unlike as (
        select f.id, false as is_partial from asked join log_file f using (id) where not f.compressed
        union all
        select a.id, false from asked a join evidence_segment s on s.log_file_id = a.id and s.n > 0
        union all
        select a.id, true from asked a join quarantine q on q.log_file_id = a.id and q.reason = 'too-large'
      )
      select id, bool_or(is_partial) as "isPartial" from unlike group by id`,
  );
}

function contentOf({ fileId, segments }: KeptFile, unlike: UnlikeRow | undefined): Content | Promise<Content> {
  const [only] = segments;
  if (unlike?.isPartial) return { fileId, sha256: null, problem: "not-kept-whole" };
  if (!only) return { fileId, sha256: null, problem: "damaged" };
  if (segments.length > 1) return contentOfMany({ fileId, segments });
  const content = (member: GzipMember | null): Content => {
    if (member === null) return { fileId, sha256: null, problem: "damaged" };
    const problem = !unlike && member.hasTrailing ? "trailing-data" : null;
    return { fileId, sha256: hash("sha256", member.bytes, "hex"), problem };
  };
  const member = memberOf(only);
  return member instanceof Promise ? member.then(content) : content(member);
}

async function contentOfMany({ fileId, segments }: KeptFile): Promise<Content> {
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

/** What is known already is left out before: a conflict would lock the row, which is written to disk. */
const KEEP = `
  insert into log_file_content (log_file_id, content_sha256, problem)
  select c.id, c.sha256, c.problem
  from (select id, decode(sha256, 'hex') as sha256, problem from unnest($1::int[], $2::text[], $3::text[]) as u (id, sha256, problem)) c
  join log_file f on f.id = c.id and f.dropped_at is null
  left join log_file_content k on k.log_file_id = c.id
  where k.log_file_id is null or (k.content_sha256, k.problem) is distinct from (c.sha256, c.problem) order by 1
  on conflict (log_file_id) do update set content_sha256 = excluded.content_sha256, problem = excluded.problem
  where (log_file_content.content_sha256, log_file_content.problem) is distinct from (excluded.content_sha256, excluded.problem)
  returning log_file_id as id`;

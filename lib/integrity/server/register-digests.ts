import { hash } from "node:crypto";
import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/in-transaction";
import { type Digest, parseDigest } from "../digest";
import { parseDigestName } from "../digest-name";
import { layoutPlaceOf, unpackedName } from "../object-place";
import { readGzipMemberSync } from "./read-gzip-member";

const PAGE = 500;
const DIGEST_BYTES_MAX = 64 * 1024 ** 2;

const FileRow = z.object({
  id: z.number(),
  sourceId: z.number(),
  path: z.string(),
  sha256: z.string(),
  bytes: z.instanceof(Buffer),
});

/** A digest as it is kept for questions; the columns of the table of that name. */
type DigestRow = Readonly<Record<string, string | number | boolean | null>> & { readonly content_sha256: string };
type Read = {
  readonly file: z.output<typeof FileRow>;
  readonly row: DigestRow;
  readonly digest: Digest | null;
};

/** Reads the digests that came since the last time; says how many there are. */
export async function registerDigests(pool: Pool): Promise<number> {
  let registered = 0;
  for (;;) {
    const page = await rows(
      pool,
      FileRow,
      sql`
        select id, source_id as "sourceId", path, encode(sha256, 'hex') as sha256, bytes
        from digest_file where digest_id is null order by id limit ${PAGE}`,
    );
    if (page.length === 0) return registered;
    const read = page.map(readOne);
    await inTransaction(pool, async (client) => {
      await client.query(KEEP_DIGESTS, [JSON.stringify(unique(read).map(({ row }) => row))]);
      const { rows: lacking } = await client.query<{ content: string }>(LACKING_ENTRIES, [
        unique(read).map(({ row }) => row.content_sha256),
      ]);
      const isLacking = new Set(lacking.map(({ content }) => content));
      const entries = unique(read)
        .filter(({ row }) => isLacking.has(row.content_sha256))
        .flatMap(entriesOf);
      if (entries.length > 0) await client.query(KEEP_ENTRIES, [JSON.stringify(entries)]);
      const sinks = JSON.stringify(read.flatMap(sinkOf));
      await client.query(ENSURE_SINKS, [sinks]);
      await client.query(KEEP_SINKS, [sinks]);
      await client.query(KEEP_SIGNATURES, [JSON.stringify(read.flatMap(signatureOf))]);
      await client.query(
        `update digest_file f set digest_id = d.id from unnest($1::int[], $2::text[]) as r (id, content)
         join digest d on d.content_sha256 = decode(r.content, 'hex') where f.id = r.id`,
        [read.map(({ file }) => file.id), read.map(({ row }) => row.content_sha256)],
      );
    });
    registered += page.length;
  }
}

function readOne(file: z.output<typeof FileRow>): Read {
  const { sha256, bytes } = file;
  const member = readGzipMemberSync(bytes, DIGEST_BYTES_MAX);
  if (member === null) return malformed(file, sha256, "it is no whole gzip file");
  if (member.hasTrailing) return malformed(file, sha256, "bytes follow the end of its gzip data");
  const content = hash("sha256", member.bytes, "hex");
  const digest = parseDigest(member.bytes.toString("utf8"));
  if ("problem" in digest) return malformed(file, content, digest.problem);
  return { file, digest, row: { ...columnsOf(digest), content_sha256: content } };
}

function malformed(file: Read["file"], content: string, problem: string): Read {
  return { file, digest: null, row: { content_sha256: content, state: "malformed", problem, is_backfill: false } };
}

function columnsOf(digest: Digest): Omit<DigestRow, "content_sha256"> {
  const { digestS3Bucket: bucket, digestS3Object: key } = digest;
  const name = parseDigestName(key);
  const place = layoutPlaceOf(`s3://${bucket}/${key}`)?.place ?? bucket;
  const chain = name
    ? [place, name.account, name.region, name.trail, name.homeRegion, ...(name.isBackfill ? ["backfill"] : [])].join(
        " ",
      )
    : `${place} ${key.slice(0, key.lastIndexOf("/") + 1)}`;
  return {
    state: "unsettled",
    chain,
    place,
    account: name?.account ?? null,
    region: name?.region ?? null,
    trail: name?.trail ?? null,
    is_backfill: name?.isBackfill ?? false,
    bucket,
    key,
    file_name: unpackedName(key),
    start_at: digest.digestStartTime,
    end_at: digest.digestEndTime,
    end_text: digest.digestEndTime,
    fingerprint: digest.digestPublicKeyFingerprint,
    previous_key: digest.previousDigestS3Object,
    previous_sha256: digest.previousDigestHashValue,
    previous_signature: digest.previousDigestSignature,
    log_files: digest.logFiles.length,
  };
}

function unique(read: readonly Read[]): Read[] {
  return [...new Map(read.map((one) => [one.row.content_sha256, one])).values()];
}

function entriesOf({ row, digest }: Read): object[] {
  return (digest?.logFiles ?? []).map(({ s3Bucket, s3Object, hashValue }, n) => ({
    content: row.content_sha256,
    n,
    bucket: s3Bucket,
    key: s3Object,
    name: unpackedName(s3Object),
    sha256: hashValue,
  }));
}

/** A chain speaks about the log files that lie where its digests lie. */
function sinkOf({ file, row }: Read): object[] {
  const layout = layoutPlaceOf(file.path);
  const { chain, account, region } = row;
  if (!layout || !chain || !account || !region) return [];
  return [{ source: file.sourceId, place: layout.place, organisation: layout.organisation, account, region, chain }];
}

/** The signature of the digest before, which this one repeats. */
function signatureOf({ digest }: Read): object[] {
  if (!digest || digest.previousDigestS3Object === null || digest.previousDigestSignature === null) return [];
  return [
    {
      file_name: unpackedName(digest.previousDigestS3Object),
      signature: digest.previousDigestSignature,
    },
  ];
}

const KEEP_DIGESTS = `
  insert into digest (content_sha256, state, problem, chain, place, account, region, trail, is_backfill, bucket, key, file_name, start_at, end_at,
    end_text, fingerprint, previous_key, previous_sha256, previous_signature, log_files)
  select decode(content_sha256, 'hex'), state, problem, chain, place, account, region, trail, is_backfill, bucket, key, file_name, start_at, end_at,
    end_text, fingerprint, previous_key, decode(previous_sha256, 'hex'), previous_signature, coalesce(log_files, 0)
  from jsonb_to_recordset($1) as d (content_sha256 text, state text, problem text, chain text, place text, account text, region text, trail text,
    is_backfill boolean, bucket text, key text, file_name text, start_at timestamptz, end_at timestamptz, end_text text, fingerprint text,
    previous_key text, previous_sha256 text, previous_signature text, log_files int)
  order by content_sha256 on conflict do nothing`;

/** Digests that are new; most of those that are read again have all that they name. */
const LACKING_ENTRIES = `
  select encode(d.content_sha256, 'hex') as content from digest d
  where d.content_sha256 in (select decode(c, 'hex') from unnest($1::text[]) as u (c))
    and d.log_files > (select count(*) from digest_entry e where e.digest_id = d.id)`;

const KEEP_ENTRIES = `
  insert into digest_entry (digest_id, n, bucket, key, file_name, sha256)
  select d.id, e.n, e.bucket, e.key, e.name, decode(e.sha256, 'hex')
  from jsonb_to_recordset($1) as e (content text, n int, bucket text, key text, name text, sha256 text)
  join digest d on d.content_sha256 = decode(e.content, 'hex')
  order by 1, 2 on conflict do nothing`;

const SINKS = `jsonb_to_recordset($1) as s (source int, place text, organisation text, account text, region text, chain text)`;

const ENSURE_SINKS = `
  insert into sink (source_id, place, organisation)
  select distinct on (s.source, s.place) s.source, s.place, s.organisation from ${SINKS} order by 1, 2 on conflict do nothing`;

const KEEP_SINKS = `
  insert into digest_sink (sink_id, account, region, chain)
  select distinct k.id, s.account, s.region, s.chain from ${SINKS} join sink k on k.source_id = s.source and k.place = s.place
  order by 1, 2, 3, 4 on conflict do nothing`;

const KEEP_SIGNATURES = `
  insert into digest_signature (file_name, signature)
  select distinct file_name, signature from jsonb_to_recordset($1) as s (file_name text, signature text) order by 1, 2 on conflict do nothing`;

import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { lagQuantile } from "@/lib/ingest/delivery-lag";
import { Hole } from "../watermark";

const ms = z.number().nullable();
const PairRow = z.object({
  account: z.string(),
  region: z.string(),
  isLayout: z.boolean(),
  files: z.number(),
  firstPublishMs: ms,
  /** Of the whole sink: as long as other Regions come, this one would too. */
  sinkLastPublishMs: ms,
  firstEventMs: ms,
  lastEventMs: ms,
  digestsFromMs: ms,
  digestsToMs: ms,
  lags: z.array(z.number()),
});
const HoleRow = Hole.extend({ account: z.string(), region: z.string() });

/** One account and Region of a sink, with what its files and digests say; times of holes are those of publication, but for what was dropped. */
export type SinkPair = Omit<z.output<typeof PairRow>, "lags"> & {
  readonly lagP50Ms: number | null;
  readonly lagP99Ms: number | null;
  readonly holes: readonly Hole[];
};

/** Every account and Region of which a sink has files, or digests that say that there were none. */
export async function readPairs(pool: Pool, sinkId: number): Promise<SinkPair[]> {
  const [pairs, holes] = await Promise.all([readRows(pool, sinkId), readHoles(pool, sinkId)]);
  return pairs.map(({ lags, ...pair }) => ({
    ...pair,
    lagP50Ms: lagQuantile(lags, 0.5),
    lagP99Ms: lagQuantile(lags, 0.99),
    holes: holes.flatMap(({ account, region, ...hole }) =>
      account === pair.account && region === pair.region ? [hole] : [],
    ),
  }));
}

const epochMs = (column: string): string => `extract(epoch from ${column})::float8 * 1000`;

function readRows(pool: Pool, sinkId: number): Promise<z.output<typeof PairRow>[]> {
  return pool.query(PAIRS, [sinkId]).then(({ rows: found }) => z.array(PairRow).parse(found));
}

/** In a sink without S3's layout a file's account and Region are those of its events. */
const PAIRS = `
  with own as (
    select d.log_file_id, d.publish_time, d.account as named_account, d.region as named_region,
      coalesce(nullif(d.account, ''), a.account) as account, coalesce(nullif(d.region, ''), r.region) as region, s.first_at, s.last_at, s.lags
    from delivered_file d
    left join log_file_span s on s.log_file_id = d.log_file_id left join account a on a.id = s.account_id left join region r on r.id = s.region_id
    where d.sink_id = $1
  ), pair as (
    select account, region, count(distinct log_file_id)::int as files, min(publish_time) as first_publish, min(first_at) as first_event,
      max(last_at) as last_event
    from own where account is not null and region is not null group by 1, 2
  ), lag as (
    select account, region, array_agg(records order by n) as lags from (
      select o.account, o.region, l.n, sum(l.records)::int as records
      from own o cross join lateral unnest(o.lags) with ordinality as l (records, n) group by 1, 2, 3
    ) x group by 1, 2
  ), signed as (
    select s.account, s.region, min(d.start_at) as from_at, max(d.end_at) as to_at
    from digest_sink s join digest d on d.chain = s.chain and d.state = 'valid' where s.sink_id = $1 and not d.is_backfill group by 1, 2
  )
  select account, region, k.place <> '' as "isLayout", coalesce(p.files, 0) as files, ${epochMs("p.first_publish")} as "firstPublishMs",
    ${epochMs("(select max(publish_time) from delivered_file where sink_id = $1)")} as "sinkLastPublishMs",
    ${epochMs("p.first_event")} as "firstEventMs", ${epochMs("p.last_event")} as "lastEventMs",
    ${epochMs("g.from_at")} as "digestsFromMs", ${epochMs("g.to_at")} as "digestsToMs", coalesce(l.lags, '{}') as lags
  from pair p full join signed g using (account, region) left join lag l using (account, region) cross join sink k
  where k.id = $1 order by account, region`;

function readHoles(pool: Pool, sinkId: number): Promise<z.output<typeof HoleRow>[]> {
  return rows(
    pool,
    HoleRow,
    sql`
      with chains as (select account, region, chain from digest_sink where sink_id = ${sinkId})
      select c.account, c.region, extract(epoch from g.from_at)::float8 * 1000 as "fromMs", extract(epoch from g.to_at)::float8 * 1000 as "toMs",
        case g.kind when 'not-logging' then 'not-logging' else 'digest-missing' end as kind, coalesce(g.missing, '') as detail
      from chains c join digest_gap g on g.chain = c.chain
      union all
      select c.account, c.region, t.ms - 300000, t.ms + 60000, 'file-missing', e.file_name
      from chains c join digest d on d.chain = c.chain and d.state = 'valid' join digest_entry e on e.digest_id = d.id and e.log_file_id is null
      cross join lateral (
        select extract(epoch from to_timestamp(substring(e.file_name from '_(\\d{8}T\\d{4})Z_') || 'Z', 'YYYYMMDD"T"HH24MI"Z"'))::float8 * 1000 as ms) t
      where t.ms is not null
      union all
      select d.account, d.region, extract(epoch from d.publish_time)::float8 * 1000 - 300000, extract(epoch from d.publish_time)::float8 * 1000 + 60000,
        'file-missing', 'damaged'
      from delivered_file d join log_file f on f.id = d.log_file_id
      where d.sink_id = ${sinkId} and f.damage is not null and d.publish_time is not null and d.account <> ''
      union all
      select coalesce(nullif(d.account, ''), a.account), coalesce(nullif(d.region, ''), r.region),
        min(extract(epoch from s.first_at)::float8 * 1000), max(extract(epoch from s.last_at)::float8 * 1000) + 1, 'dropped', ''
      from delivered_file d join log_file f on f.id = d.log_file_id and f.dropped_at is not null
      join log_file_span s on s.log_file_id = f.id join account a on a.id = s.account_id join region r on r.id = s.region_id
      where d.sink_id = ${sinkId} group by 1, 2`,
  );
}

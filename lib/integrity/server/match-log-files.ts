import type { Pool } from "pg";

/** How far from the time in its name a file may have been delivered: which digest names it is known to within this. */
const DELIVERY_SLACK = "interval '20 minutes'";

/**
 * Matches the entries of digests with log files by what they hold, and says of every file whether it is what AWS signed. Looks
 * again at all that is not verified yet, so the order of arrival does not matter.
 */
export async function matchLogFiles(pool: Pool, changedFiles: readonly number[]): Promise<void> {
  await pool.query("update digest_entry set log_file_id = null where log_file_id = any($1)", [changedFiles]);
  await pool.query(MATCH_ENTRIES);
  await pool.query(STATE_FILES, [changedFiles]);
}

/** The same bytes as another object of CloudTrail's are not this object: two trails may well deliver the same. */
const MATCH_ENTRIES = `
  with found as (
    select e.digest_id, e.n, min(c.log_file_id) as log_file_id
    from digest_entry e
    join log_file_content c on c.content_sha256 = e.sha256 and c.problem is null
    join log_file_location l on l.log_file_id = c.log_file_id and (l.file_name is null or l.file_name = e.file_name)
    where e.log_file_id is null group by 1, 2
  )
  update digest_entry e set log_file_id = f.log_file_id from found f where e.digest_id = f.digest_id and e.n = f.n`;

const STATE_FILES = `
  with candidate as (
    select f.id, c.content_sha256 as content, c.problem
    from log_file f
    left join log_file_content c on c.log_file_id = f.id
    left join log_file_integrity i on i.log_file_id = f.id
    where f.complete and (i.state is distinct from 'verified' or i.key_origin > (select min(origin) from public_key) or f.id = any($1))
  ), judged as (
    select f.id, coalesce(m.id, n.id) as digest_id,
      coalesce(case when m.state = 'valid' then m.origin end, n.origin) as key_origin,
      case
        when m.state = 'valid' and f.problem = 'trailing-data' then 'hash-differs trailing-data'
        when m.state = 'valid' then 'verified'
        when n.id is not null and f.problem is distinct from 'not-kept-whole' then 'hash-differs content'
        when f.problem = 'not-kept-whole' then 'unverified not-kept-whole'
        when m.state = 'no-key' then 'no-key'
        when m.state = 'no-signature' then 'unverified no-signature'
        when m.state = 'moved' then 'chain-broken digest-moved'
        when m.state = 'invalid-signature' then 'chain-broken digest-signature'
        when w.is_gap then 'chain-broken digest-missing'
        when w.is_covered then 'not-referenced'
        else 'unverified no-digest'
      end as verdict
    from candidate f
    left join lateral (
      select d.id, d.state, k.origin from digest_entry e join digest d on d.id = e.digest_id left join public_key k on k.id = d.key_id
      where e.sha256 = f.content
      order by array_position(array['valid', 'no-key', 'no-signature', 'moved'], d.state), k.origin, d.content_sha256 limit 1
    ) m on true
    left join lateral (
      select d.id, k.origin
      from log_file_location l join digest_entry e on e.file_name = l.file_name
      join digest d on d.id = e.digest_id and d.state = 'valid' join public_key k on k.id = d.key_id
      where l.log_file_id = f.id and m.state is distinct from 'valid'
      order by k.origin, d.content_sha256 limit 1
    ) n on true
    left join lateral (
      select
        bool_or(exists (
          select from digest_gap g where g.chain = s.chain and g.kind = 'digest-missing'
            and p.publish_time between g.from_at - ${DELIVERY_SLACK} and g.to_at + ${DELIVERY_SLACK})) as is_gap,
        bool_or(exists (
          select from digest d where d.chain = s.chain and d.state = 'valid' and p.publish_time between d.start_at and d.end_at)
        and exists (
          select from digest d where d.chain = s.chain and d.state = 'valid' and p.publish_time + ${DELIVERY_SLACK} between d.start_at and d.end_at)
        ) as is_covered
      from delivered_file p join digest_sink s on s.sink_id = p.sink_id and s.account = p.account and s.region = p.region
      where p.log_file_id = f.id and m.id is null and n.id is null
    ) w on true
  )
  insert into log_file_integrity (log_file_id, state, reason, digest_id, key_origin)
  select id, split_part(verdict, ' ', 1), nullif(split_part(verdict, ' ', 2), ''), digest_id, key_origin from judged order by id
  on conflict (log_file_id) do update set state = excluded.state, reason = excluded.reason, digest_id = excluded.digest_id,
    key_origin = excluded.key_origin, checked_at = now()
  where (log_file_integrity.state, log_file_integrity.reason, log_file_integrity.digest_id, log_file_integrity.key_origin)
    is distinct from (excluded.state, excluded.reason, excluded.digest_id, excluded.key_origin)`;

import type { Pool } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";

/** A digest of an hour comes within the hour after it: before, nothing is late. */
const LATE_AFTER = "interval '2 hours'";

/**
 * Writes down where digests are gone at the newest end of a chain, where no later one can name them. That one should be there is said by
 * log files of the account and Region that were published since, that no digest names and no other trail can have delivered; or by digests of the same trail
 * that go on: in another Region of the account and in this Region of another account, else in most other Regions. So an account that left,
 * a Region that was switched off and a trail that was stopped are not blamed.
 */
export async function findEndGaps(pool: Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(FORGET);
    await client.query(FIND);
  });
}

/** Backfilled digests come when somebody asks for them. */
const ENDS = `
  select chain, place, trail, account, region, max(end_at) as end_at from digest
  where chain is not null and not is_backfill and state in ('valid', 'no-key', 'no-signature') group by 1, 2, 3, 4, 5`;

/** Gaps between digests end where one begins, and so lie before the last one. */
const FORGET = `
  delete from digest_gap g using (${ENDS}) e
  where g.chain = e.chain and g.kind = 'digest-missing' and g.missing is null and g.from_at >= e.end_at`;

const FIND = `
  with ends as materialized (${ENDS}), siblings as (
    select e.chain, max(o.end_at) filter (where o.end_at >= e.end_at + ${LATE_AFTER}) as to_at,
      count(*) filter (where o.account = e.account and o.end_at >= e.end_at + ${LATE_AFTER}) as account_goes_on,
      count(*) filter (where o.account = e.account and o.end_at < e.end_at + ${LATE_AFTER}) as account_ends,
      count(*) filter (where o.account <> e.account and o.region = e.region and o.end_at >= e.end_at + ${LATE_AFTER}) as region_goes_on
    from ends e join ends o on o.place = e.place and o.trail = e.trail and o.chain <> e.chain group by 1
  ), files as (
    select e.chain, max(p.publish_time) as to_at
    from ends e join digest_sink s on s.chain = e.chain
    join delivered_file p on p.sink_id = s.sink_id and p.account = s.account and p.region = s.region
    where p.publish_time >= e.end_at + ${LATE_AFTER} and not exists (
      select from digest_sink t join ends o on o.chain = t.chain
      where t.sink_id = s.sink_id and t.account = s.account and t.region = s.region and t.chain <> s.chain and o.end_at >= p.publish_time)
      and not exists (
        select from log_file_location l join digest_entry n on n.file_name = l.file_name where l.log_file_id = p.log_file_id)
    group by 1
  )
  insert into digest_gap (chain, from_at, to_at, kind)
  select e.chain, e.end_at, greatest(f.to_at, case when s.is_telling then s.to_at end), 'digest-missing'
  from ends e left join files f using (chain) left join (
    select chain, to_at, (account_goes_on >= 1 and region_goes_on >= 1) or (account_goes_on >= 2 and account_goes_on > account_ends) as is_telling
    from siblings
  ) s using (chain)
  where f.to_at is not null or s.is_telling
  on conflict do nothing`;

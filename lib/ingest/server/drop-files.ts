import type { Pool, PoolClient } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";
import { retryContended } from "@/lib/db/retry-contended";
import { EVIDENCE_LOCK } from "./evidence-lock";
import { addToDroppedSql, hoursOf, seenDroppedSql } from "./rollup-sql";

/** `events`: that went; `kept`: that stay, because another log file holds the same record. */
export type Dropped = { readonly files: number; readonly events: number; readonly kept: number };

type Drop = {
  readonly fileIds: readonly number[];
  /** One moment for all that is dropped together. */
  readonly at: Date;
  /** Why: their age, and who set it or asked for it. */
  readonly rule: DropRule;
};

export type DropRule = { readonly days: number; readonly by: string };

/**
 * Drops log files in one transaction: their evidence, events, copies and quarantine go. What they were called, held and counted stays,
 * and so does every rollup, dictionary, chain link and fact that was derived from them. An event that goes is known still, so that no
 * later delivery stores it again. Which events go does not depend on the order in which files came: one of which another file holds the same
 * record stays; one whose copies contradict each other goes with any of their files, so that no forged copy outlives the real one.
 */
export async function dropFiles(pool: Pool, drop: Drop): Promise<Dropped> {
  return retryContended(() => inTransaction(pool, (client) => dropWithin(client, drop)));
}

async function dropWithin(client: PoolClient, { fileIds, at, rule }: Drop): Promise<Dropped> {
  await client.query("select pg_advisory_xact_lock($1)", [EVIDENCE_LOCK]);
  const { rows: here } = await client.query<{ id: number }>(
    "select id from log_file where id = any($1) and dropped_at is null order by id for update",
    [fileIds],
  );
  const ids = here.map(({ id }) => id);
  if (ids.length === 0) return { files: 0, events: 0, kept: 0 };
  const contested = await contestedEvents(client, ids);
  if (contested.length > 0) await client.query(TAKE_IN, [ids, contested]);
  const kept = await client.query(LEAVE_OUT, [ids, contested]);
  const events = await client.query(DROP_EVENTS, [ids]);
  await client.query("delete from event_copy where log_file_id = any($1)", [ids]);
  if (contested.length > 0) await client.query(SETTLED, [contested]);
  await client.query("delete from quarantine where log_file_id = any($1)", [ids]);
  await client.query("delete from evidence_segment where log_file_id = any($1)", [ids]);
  await client.query(COUNT, [ids]);
  await client.query(REMEMBER_RANGE, [ids, at, rule.days, rule.by]);
  await client.query(
    "update log_file set dropped_at = $2, records = 0, stored = 0, duplicates = 0, quarantined = 0 where id = any($1)",
    [ids, at],
  );
  return { files: ids.length, events: events.rowCount ?? 0, kept: kept.rowCount ?? 0 };
}

/** Events that one of the files delivered, and of which some delivery has other content. */
async function contestedEvents(client: PoolClient, ids: readonly number[]): Promise<string[]> {
  const { rows } = await client.query<{ event_id: string }>(
    `select distinct c.event_id from event_copy c where c.log_file_id = any($1) and c.content_hash is not null
     union
     select c.event_id from event e join event_copy c on c.event_id = e.event_id and c.content_hash is not null
     where e.log_file_id = any($1)
     order by 1`,
    [ids],
  );
  return rows.map((row) => row.event_id);
}

const RECOUNT = `
  update log_file f set stored = stored + g.gained, duplicates = duplicates - g.gained
  from (
    select id, sum(gained)::int as gained from (
      select log_file_id as id, 1 as gained from place union all select old_file, -1 from place
    ) each_way group by id
  ) g where f.id = g.id`;

const POINT_THERE = `
  update event e set log_file_id = p.log_file_id, record_index = p.record_index from place p
  where e.principal_id = p.principal_id and e.event_time = p.event_time and e.event_id = p.event_id
  returning e.event_id`;

const TAKE_COPY = `
  delete from event_copy c using place p
  where c.event_id = p.event_id and c.log_file_id = p.log_file_id and c.record_index = p.record_index`;

/** Contested events that another file stores change places with the copy that goes. */
const TAKE_IN = `
  with place as (
    select distinct on (c.event_id) c.event_id, e.event_time, e.principal_id, e.log_file_id as old_file, e.record_index as old_index,
      c.log_file_id, c.record_index
    from event_copy c join event_locator l on l.event_id = c.event_id
    join event e on e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
    where c.event_id = any($2::uuid[]) and c.log_file_id = any($1) and e.log_file_id <> all($1)
    order by c.event_id, c.log_file_id, c.record_index
  ), taken as (${TAKE_COPY}), left_behind as (
    insert into event_copy (event_id, log_file_id, record_index, differs)
    select event_id, old_file, old_index, false from place order by 1, 2, 3
  ), recounted as (${RECOUNT})
  ${POINT_THERE}`;

/** An event that another file holds too points there from now on: the content is the same, and so are its columns. */
const LEAVE_OUT = `
  with place as (
    select distinct on (c.event_id) c.event_id, e.event_time, e.principal_id, e.log_file_id as old_file, c.log_file_id, c.record_index
    from event e join event_copy c on c.event_id = e.event_id join log_file f on f.id = c.log_file_id
    where e.log_file_id = any($1) and c.log_file_id <> all($1) and c.event_id <> all($2::uuid[])
    order by c.event_id, f.sha256, c.record_index
  ), taken as (${TAKE_COPY}), recounted as (${RECOUNT})
  ${POINT_THERE}`;

const DROP_EVENTS = `
  with gone as (
    delete from event where log_file_id = any($1) returning *
  ), touches as (
    delete from event_resource r using gone g where r.event_id = g.event_id
  ), counted as (${addToDroppedSql(hoursOf("gone"))}), seen as (${seenDroppedSql("gone")})
  update event_locator l set dropped_file_id = g.log_file_id from gone g where l.event_id = g.event_id
  returning l.event_id`;

/** There is nothing left that the copies of an event that went could differ from. */
const SETTLED = `
  update event_copy set content_hash = null, differs = false where event_id = any($1::uuid[])`;

const COUNT = `
  insert into dropped_file (log_file_id, records, stored, duplicates, quarantined, first_at, last_at)
  select f.id, f.records, f.stored, f.duplicates, f.quarantined, s.first_at, s.last_at
  from log_file f
  left join lateral (select min(first_at) as first_at, max(last_at) as last_at from log_file_span where log_file_id = f.id) s on true
  where f.id = any($1)`;

/** With the drop itself, so that nobody ever reads that records of this time are all here while they are not. */
const REMEMBER_RANGE = `
  insert into dropped_range (account_id, region_id, dropped_at, days, by_name, files, from_at, to_at)
  select account_id, region_id, $2, $3, $4, count(*), min(first_at), max(last_at) from log_file_span where log_file_id = any($1) group by 1, 2
  order by 1, 2
  on conflict (account_id, region_id, dropped_at) do update set files = dropped_range.files + excluded.files,
    from_at = least(dropped_range.from_at, excluded.from_at), to_at = greatest(dropped_range.to_at, excluded.to_at)`;

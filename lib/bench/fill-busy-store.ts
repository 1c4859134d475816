import type { Pool } from "pg";
import { ensurePartitions } from "@/lib/ingest/server/ensure-partitions";
import { rollupSql } from "@/lib/ingest/server/rollup-sql";
import { BUSY_DICTIONARIES, BUSY_IDENTITY } from "./busy-dictionaries";

export const BUSY_DAYS = 90;
export const BUSY_FROM_MS = Date.UTC(2026, 6, 1);
const DAY_MS = 86_400_000;

export type BusyStore = {
  /** All events of the store, and how many of them one identity has; both are spread over 90 days. */
  readonly events: number;
  readonly ofIdentity: number;
  readonly say: (line: string) => void;
};

/**
 * Fills an empty store with events without records behind them, by SQL alone: the same identity with the same events whatever else
 * is in the store, and beside it 2,000 others. The rollups come from the statement that ingest uses. Gives the id of the identity.
 */
export async function fillBusyStore(pool: Pool, { events, ofIdentity, say }: BusyStore): Promise<string> {
  for (const statement of BUSY_DICTIONARIES) await pool.query(statement);
  const perDay = Math.ceil(events / BUSY_DAYS);
  const ownPerDay = Math.ceil(ofIdentity / BUSY_DAYS);
  await pool.query(
    `insert into log_file (sha256, source_id, trust, format, compressed, delivered_bytes, text_bytes, normaliser_version, complete, records, stored)
     select sha256('busy'), id, 1, 'records', true, 1, 1, 1, true, $1, $1 from source`,
    [perDay * BUSY_DAYS],
  );
  const timesMs = Array.from({ length: BUSY_DAYS }, (_, day) => BUSY_FROM_MS + day * DAY_MS);
  await inMonths(pool, timesMs, async (table, day) => {
    await pool.query(insertDay(table), [day, new Date(timesMs[day] ?? 0), perDay, ownPerDay]);
    if (day % 10 === 9) say(`${day + 1} of ${BUSY_DAYS} days written`);
  });
  say("counting them into the rollups");
  for (const day of timesMs) await pool.query(rollupSql(`event ${ofDay(day)}`));
  await pool.query("vacuum analyze");
  return BUSY_IDENTITY;
}

/** Writes months into tables of their own, which become partitions when they are full: indexes are then built in one go. */
async function inMonths(
  pool: Pool,
  timesMs: readonly number[],
  write: (table: string, day: number) => Promise<void>,
): Promise<void> {
  await ensurePartitions(pool, { timesMs, length: timesMs.length });
  const months = new Map<string, number[]>();
  timesMs.forEach((timeMs, day) => {
    const month = new Date(timeMs).toISOString().slice(0, 7).replace("-", "_");
    months.set(month, [...(months.get(month) ?? []), day]);
  });
  for (const [month, days] of months) {
    const table = `event_${month}`;
    const { rows } = await pool.query<{ bound: string }>(
      "select pg_get_expr(relpartbound, oid) as bound from pg_class where relname = $1",
      [table],
    );
    await pool.query(`drop table ${table}`);
    await pool.query(`create table ${table} (like event including defaults)`);
    for (const day of days) await write(table, day);
    await pool.query(`alter table event attach partition ${table} ${rows[0]?.bound ?? ""}`);
  }
}

function ofDay(fromMs: number): string {
  const at = (timeMs: number): string => `'${new Date(timeMs).toISOString()}'`;
  return `where event_time >= ${at(fromMs)} and event_time < ${at(fromMs + DAY_MS)}`;
}

/**
 * One day ($1, which begins at $2) of $3 events, the first $4 of them of the identity. Every choice is a hash of the event's number. As in real
 * logs, a few calls on a few buckets make up most of what anybody does: which call it is decides most of the rest. Rows lie as ingest
 * leaves them: by hour and principal.
 */
function insertDay(table: string): string {
  const chance = (salt: number): string => `((hashint8extended(n, ${salt}) >> 12) & 1048575) / 1048576.0::float8`;
  return `
    insert into ${table} (event_time, event_id, log_file_id, record_index, principal_id, action_id, account_id, region_id, flags,
      credential_id, address_id, user_agent_id, resource_id, container_id, error_id)
    select
      at, md5(n::text)::uuid, 1, k, principal, 1 + call, 1 + case when own then call % 2 else principal % 20 end,
      (1 + container % 3)::smallint, (case when failed then 64 + 32 else 16 end)::smallint,
      case when own then 1 + $1 * 72 + extract(hour from at)::int * 3 + floor(3 * c5)::int else 10000 + principal end,
      case when own then 1 + floor((20 + $1) * power(c6, 4))::int else 1 + principal % 5000 end, 1 + (principal + floor(2 * c5)::int) % 50,
      case when call < 12 then 999 + container + 500 * floor(4 * (1 + $1) * power(c8, 2))::int end, case when call < 12 then container end,
      case when failed then 1 + floor(4 * c5)::int end
    from (
      select *, 1 + case when own then (call * 7 + floor(3 * power(c9, 3))::int) % 30 else (principal + call) % 500 end as container,
        c4 < 0.06 and call % 3 = 0 as failed
      from (
        select *, $2::timestamptz + make_interval(secs => floor(86400 * c0)) as at, k < $4 as own, floor(30 * power(c1, 4))::int as call,
          case when k < $4 then 1 else 2 + floor(2000 * power(c10, 2))::int end as principal
        from (
          select k, n, ${chance(0)} as c0, ${chance(1)} as c1, ${chance(4)} as c4, ${chance(5)} as c5, ${chance(6)} as c6, ${chance(8)} as c8,
            ${chance(9)} as c9, ${chance(10)} as c10
          from (select k::int, $1::bigint * 10000000 + k as n from generate_series(0, $3::int - 1) k) numbered
        ) chosen
      ) placed
    ) held
    order by date_trunc('hour', at), principal, at`;
}

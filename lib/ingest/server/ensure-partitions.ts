import type { Pool, PoolClient } from "pg";
import { env } from "@/lib/env";

const DAY_MS = 86_400_000;
const LOCK = "2002873089";
const BEFORE = "before";

/** The first `length` of some times in epoch milliseconds. */
type TimesMs = { readonly timesMs: ArrayLike<number>; readonly length: number };
type Known = { firstMonth: string; months: Set<string> };
const knownByPool = new WeakMap<Pool, Known>();

/**
 * Makes the monthly partitions of `event` for the given rows. Outside any load transaction, so that loaders never
 * wait for each other's data; everything before the store's first month goes to one partition.
 */
export async function ensurePartitions(pool: Pool, { timesMs, length }: TimesMs): Promise<void> {
  const known = knownByPool.get(pool) ?? { firstMonth: await firstMonthOf(pool), months: new Set<string>() };
  knownByPool.set(pool, known);
  const missing = missingMonths(known, { timesMs, length });
  if (missing.length === 0) return;
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    for (const month of missing) {
      await makePartition(client, month, known.firstMonth);
      known.months.add(month);
    }
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK]).catch(() => undefined);
    client.release();
  }
}

/** Fixed when the store gets its first event: a later change of WAKELINE_FIRST_MONTH must not make ranges overlap. */
async function firstMonthOf(pool: Pool): Promise<string> {
  await pool.query(
    "insert into setting (key, value) values ('first-month', to_jsonb($1::text)) on conflict do nothing",
    [env.WAKELINE_FIRST_MONTH],
  );
  const { rows } = await pool.query<{ month: string }>(
    "select value #>> '{}' as month from setting where key = 'first-month'",
  );
  return rows[0]?.month ?? env.WAKELINE_FIRST_MONTH;
}

function missingMonths(known: Known, { timesMs, length }: TimesMs): string[] {
  const missing = new Set<string>();
  for (const day of daysOf({ timesMs, length })) {
    const month = new Date(day * DAY_MS).toISOString().slice(0, 7);
    const partition = month < known.firstMonth ? BEFORE : month;
    if (!known.months.has(partition)) missing.add(partition);
  }
  return [...missing].sort();
}

function daysOf({ timesMs, length }: TimesMs): ReadonlySet<number> {
  const days = new Set<number>();
  for (let index = 0; index < length; index++) days.add(Math.floor((timesMs[index] ?? 0) / DAY_MS));
  return days;
}

/** Attached rather than created in place: attaching does not stop loaders that are at work in other partitions. */
async function makePartition(client: PoolClient, month: string, firstMonth: string): Promise<void> {
  const name = `event_${month.replace("-", "_")}`;
  const { rows } = await client.query("select 1 from pg_inherits where inhrelid = to_regclass($1)", [name]);
  if (rows.length > 0) return;
  const [year = 0, number = 1] = month.split("-").map(Number);
  const range =
    month === BEFORE
      ? `(minvalue) to ('${firstMonth}-01T00:00:00Z')`
      : `('${month}-01T00:00:00Z') to ('${new Date(Date.UTC(year, number, 1)).toISOString()}')`;
  await client.query(`create table if not exists ${name} (like event including defaults)`);
  await client.query(`alter table event attach partition ${name} for values from ${range}`);
  await client.query(DESUMMARISE, [name]);
}

/**
 * A BRIN index over an empty table sums up its first range already: every row of that range would then be summed up alone, which takes more time
 * than all else that is done for it. Vacuum does it for all at once.
 */
const DESUMMARISE = `
  select brin_desummarize_range(i.indexrelid, 0) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
  where i.indrelid = to_regclass($1) and a.amname = 'brin'`;

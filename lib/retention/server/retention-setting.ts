import type { Pool } from "pg";
import { z } from "zod";
import { firstRow, sql } from "@/lib/db/sql";

const KEY = "retention";
/** When a worker looked last whether something is too old. */
const LOOKED = "retention-looked";

const Setting = z.object({ days: z.number().nullable(), by: z.string(), at: z.iso.datetime() });
export type RetentionSetting = z.infer<typeof Setting>;

/** What admins set; null where nobody ever did. */
export async function readRetention(pool: Pool): Promise<RetentionSetting | null> {
  const found = await firstRow(pool, z.object({ value: Setting }), sql`select value from setting where key = ${KEY}`);
  return found?.value ?? null;
}

/** Sets how long log files are kept; the next worker to look does what it says. */
export async function writeRetention(pool: Pool, setting: RetentionSetting): Promise<void> {
  await pool.query("delete from setting where key = $1", [LOOKED]);
  await pool.query(
    "insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
    [KEY, JSON.stringify(setting)],
  );
}

/** True for one caller a day, where an age is set. */
export async function claimDay(pool: Pool, now: Date): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into setting (key, value)
     select $1, to_jsonb($2::timestamptz) from setting where key = $3 and value ->> 'days' is not null
     on conflict (key) do update set value = excluded.value
     where (setting.value #>> '{}')::timestamptz <= $2::timestamptz - interval '1 day'`,
    [LOOKED, now, KEY],
  );
  return rowCount === 1;
}

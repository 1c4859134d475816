import type { Pool } from "pg";
import { hashContents } from "./hash-contents";

/** Writes down what log files hold, as hashes, before their bytes go: digests that come later still find what they name. */
export async function rememberContents(pool: Pool, fileIds: readonly number[]): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(
    `select f.id from log_file f where f.id = any($1) and f.complete and f.dropped_at is null and f.format = 'records'
       and not exists (select from log_file_content c where c.log_file_id = f.id) order by f.id`,
    [fileIds],
  );
  if (rows.length > 0)
    await hashContents(
      pool,
      rows.map(({ id }) => id),
      () => undefined,
    );
}

import type { PoolClient } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";
import { retryContended } from "@/lib/db/retry-contended";
import type { LoadContext } from "./load-batch";
import { rebuildWithin } from "./rebuild-files";

/**
 * Takes a source's name off log files that other sources delivered too, in one transaction. Where only this source made a file
 * trusted, whatever its trust decided is decided again.
 */
export async function leaveSource(
  ctx: LoadContext,
  { sourceId, fileIds }: { readonly sourceId: number; readonly fileIds: readonly number[] },
): Promise<void> {
  await retryContended(() => inTransaction(ctx.pool, (client) => leave(client, ctx, { sourceId, fileIds })));
}

async function leave(
  client: PoolClient,
  ctx: LoadContext,
  { sourceId, fileIds }: { readonly sourceId: number; readonly fileIds: readonly number[] },
): Promise<void> {
  await client.query("delete from log_file_location where source_id = $1 and log_file_id = any($2)", [
    sourceId,
    fileIds,
  ]);
  const { rows: changed } = await client.query<{ id: number }>(
    `with best as (
       select distinct on (l.log_file_id) l.log_file_id as id, s.id as source_id, s.trust
       from log_file_location l join source s on s.id = l.source_id
       where l.log_file_id = any($1) order by l.log_file_id, s.trust, l.seen_at, s.id
     ), before as (
       select id, trust from log_file where id = any($1) for update
     )
     update log_file f set source_id = best.source_id, trust = best.trust
     from best join before using (id) where f.id = best.id
     returning case when before.trust <> best.trust then f.id end as id`,
    [fileIds],
  );
  const lessTrusted = changed.flatMap(({ id }) => (id === null ? [] : [id]));
  if (lessTrusted.length > 0) await rebuildWithin(client, ctx, lessTrusted);
}

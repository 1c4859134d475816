import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { inTransaction } from "@/lib/db/in-transaction";
import { retryContended } from "@/lib/db/retry-contended";
import { rows, sql } from "@/lib/db/sql";
import { EVIDENCE_LOCK } from "./evidence-lock";
import { fileGroups } from "./file-groups";
import type { LoadContext } from "./load-batch";
import { readFiles, rebuildWithin } from "./rebuild-files";
import { unloadFiles } from "./unload-files";

/** `events`: that were stored from the files; `kept` of them are stored again, from copies in other files. */
export type Removed = { readonly events: number; readonly kept: number };

const FileRow = z.object({ id: z.number(), records: z.number() });

/**
 * Removes log files with their evidence and all that was derived from them, in one transaction. An event of which another file
 * holds a copy is stored again from there: the store is then as if the files had never come.
 */
export async function removeFiles(ctx: LoadContext, fileIds: readonly number[]): Promise<Removed> {
  for (const group of await affectedGroups(ctx.pool, fileIds)) await readFiles(ctx, group);
  return retryContended(() => inTransaction(ctx.pool, (client) => removeWithin(client, ctx, fileIds)));
}

async function removeWithin(client: PoolClient, ctx: LoadContext, fileIds: readonly number[]): Promise<Removed> {
  await client.query("select pg_advisory_xact_lock_shared($1)", [EVIDENCE_LOCK]);
  await client.query("select id from log_file where id = any($1) order by id for update", [fileIds]);
  const affected = await affectedGroups(client, fileIds);
  const gone = await unloadFiles(client, fileIds);
  await forgetObjects(client, fileIds);
  await client.query(FORGET_WATERMARKS, [fileIds]);
  await client.query("delete from log_file where id = any($1)", [fileIds]);
  for (const group of affected) await rebuildWithin(client, ctx, group);
  const { rows: found } = await client.query<{ kept: number }>(
    "select count(*)::int as kept from event_locator where event_id = any($1::uuid[])",
    [gone],
  );
  return { events: gone.length, kept: found[0]?.kept ?? 0 };
}

/** Nothing may count as complete that rests on what goes: until it is looked at anew, nobody knows how far the records of these sinks are here. */
const FORGET_WATERMARKS = `
  with own as (
    select id from sink where id in (select sink_id from delivered_file where log_file_id = any($1)) order by id for update
  ), forgotten as (
    update sink k set watermark_of = null from own where k.id = own.id
  )
  delete from watermark w using own where w.sink_id = own.id`;

/** Other files that hold copies of what is stored from these, or store what these hold other contents of: in groups. */
async function affectedGroups(client: Pool | PoolClient, fileIds: readonly number[]): Promise<number[][]> {
  const found = await rows(
    client,
    FileRow,
    sql`
      select f.id, f.records from log_file f
      where f.id <> all(${fileIds}::int[]) and f.id in (
        select c.log_file_id from event e join event_copy c on c.event_id = e.event_id
        where e.log_file_id = any(${fileIds}::int[])
        union
        select e.log_file_id from event_copy c
        join event_locator l on l.event_id = c.event_id
        join event e on e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
        where c.log_file_id = any(${fileIds}::int[]) and c.content_hash is not null
      )
      order by f.id`,
  );
  return [...fileGroups(found)].map((group) => group.map(({ id }) => id));
}

/** What was pulled from S3 may be pulled again. */
async function forgetObjects(client: PoolClient, fileIds: readonly number[]): Promise<void> {
  await client.query(
    `delete from s3_object o using (
       select distinct coalesce(p.endpoint, '') as endpoint, substring(l.path from '^s3://([^/]+)/') as bucket,
         substring(l.path from '^s3://[^/]+/(.*)$') as key
       from log_file_location l cross join (select distinct endpoint from s3_pull) p
       where l.log_file_id = any($1) and l.path like 's3://%'
     ) gone
     where o.endpoint = gone.endpoint and o.bucket = gone.bucket and o.key = gone.key`,
    [fileIds],
  );
}

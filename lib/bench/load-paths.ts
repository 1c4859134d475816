import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import type { Pool, PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { arrayParameter } from "@/lib/ingest/server/array-parameter";
import { copyHeader, copyTrailer } from "@/lib/ingest/server/copy-encoder";
import type { EventCopy } from "./event-copies";

/** How events get into the store: straight, or by way of a table of their own. Either way the loader learns which were new, to count them. */
export const LOAD_PATHS = { direct: loadDirectly, staged: loadThroughStaging } as const;

/** Empty tables for each path, with the indexes of the real ones. */
export async function makeTables(pool: Pool): Promise<void> {
  for (const path of Object.keys(LOAD_PATHS)) {
    await pool.query(`drop table if exists bench_${path}_event, bench_${path}_locator`);
    await pool.query(`create table bench_${path}_event (like event including all)`);
    await pool.query(`create table bench_${path}_locator (like event_locator including all)`);
  }
}

/** As Wakeline does: what is here already is looked up, the rest goes by COPY into the tables themselves. */
async function loadDirectly(client: PoolClient, copies: readonly EventCopy[]): Promise<void> {
  const byId = copies.toSorted((a, b) => a.first - b.first || (a.name < b.name ? -1 : 1));
  const ids = arrayParameter("uuid", byId.length, (to, index) => to.uuid(byId[index]?.id ?? Buffer.alloc(16), 0));
  const here = await client.query<{ id: string }>(
    "select encode(uuid_send(event_id), 'hex') as id from bench_direct_locator where event_id = any($1::uuid[])",
    [ids],
  );
  const known = new Set(here.rows.map(({ id }) => id));
  const fresh = byId.filter(({ name }) => !known.has(name));
  await send(
    client,
    "bench_direct_locator (event_id, event_time, principal_id)",
    fresh.map(({ locatorRow }) => locatorRow),
  );
  const placed = fresh.toSorted((a, b) => a.principal - b.principal || a.time - b.time || a.first - b.first);
  await send(
    client,
    "bench_direct_event",
    placed.map(({ row }) => row),
  );
}

/** The other way: everything goes into a table without indexes first, and the database takes over what is new, and says what that was. */
async function loadThroughStaging(client: PoolClient, copies: readonly EventCopy[]): Promise<void> {
  await client.query("create temporary table if not exists bench_staging (like event) on commit delete rows");
  await send(
    client,
    "bench_staging",
    copies.map(({ row }) => row),
  );
  await client.query(`
    with fresh as (
      insert into bench_staged_locator (event_id, event_time, principal_id)
      select event_id, event_time, principal_id from bench_staging order by event_id on conflict do nothing returning event_id
    )
    insert into bench_staged_event
    select s.* from bench_staging s join fresh using (event_id) order by s.principal_id, s.event_time, s.event_id
    returning event_id`);
}

async function send(client: PoolClient, table: string, rows: readonly Buffer[]): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} from stdin (format binary)`));
  await pipeline(Readable.from([copyHeader(), Buffer.concat(rows), copyTrailer()]), stream);
}

import { z } from "zod";
import { isJsonObject } from "@/lib/cloudtrail/json-object";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { ERROR_FLAG_BIT } from "@/lib/events/event-flags";
import { EvidenceReader, placeKey } from "@/lib/ingest/server/evidence-reader";
import type { CopyCall } from "../../answers/answer";
import { COPYING_CALLS, makesCopy } from "../../answers/copy-limits";
import type { ResolvedResource } from "./ask-resource";

const Row = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string(),
  fileId: z.number(),
  recordIndex: z.number(),
  isDropped: z.boolean(),
});

const CALLS_MAX = 50;

/** Calls up to a moment that made a copy of a thing, or of the bucket that it lies in, and succeeded: the latest where there are many. */
export async function readCopies(ctx: Context, resource: ResolvedResource, to: Date): Promise<CopyCall[]> {
  const { ids, aliasIds, parentIds, asked } = resource;
  const inPlace = sql`e.account_id = (select id from account where account = ${asked.account}) and e.region_id = (select id from region where region = ${asked.region})`;
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      with wanted as (
        select a.id, a.source, a.name from action a
        join jsonb_to_recordset(${JSON.stringify(COPYING_CALLS)}::jsonb) as w (source text, name text) using (source, name)),
      hit as (
        select e.event_time, e.event_id from event e where e.resource_id = any(${[...ids, ...parentIds]}::int[]) and e.action_id in (select id from wanted)
        union
        select e.event_time, e.event_id from event e
        where e.resource_id = any(${[...aliasIds]}::int[]) and e.action_id in (select id from wanted) and ${inPlace})
      select coalesce(l.text, e.event_id::text) as id, w.source, w.name, e.log_file_id as "fileId", e.record_index as "recordIndex",
        f.dropped_at is not null as "isDropped"
      from hit h join event e using (event_time, event_id) join wanted w on w.id = e.action_id join log_file f on f.id = e.log_file_id
      left join event_alias l on l.event_id = e.event_id
      where e.event_time < ${to} and (e.flags & ${ERROR_FLAG_BIT}::int) = 0
      order by e.event_time desc, e.event_id limit ${CALLS_MAX}`,
  );
  const texts = await new EvidenceReader(ctx.pool).read(found.filter(({ isDropped }) => !isDropped));
  return found
    .filter((row) => {
      const record: unknown = JSON.parse(texts.get(placeKey(row)) ?? "null");
      return !isJsonObject(record) || makesCopy(record);
    })
    .map(({ id, source, name }) => ({ eventId: id, source, name }));
}

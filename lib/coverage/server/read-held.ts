import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import type { HeldPlace, SinkSettings } from "../fact";

const Row = z.object({
  root: z.string(),
  isOrganisation: z.boolean(),
  account: z.string(),
  region: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
});
type Row = z.output<typeof Row>;

/**
 * Where files of which trail are here, by the publish times in their names: from the first file of the account and Region to the last of the
 * trail. A sink is told by the last folder before AWSLogs, which is its bucket or prefix.
 */
export async function readHeld(pool: Pool, sinks: ReadonlyMap<string, SinkSettings>): Promise<HeldPlace[]> {
  const places = await rows(
    pool,
    Row,
    sql`
      with located as (
        select (regexp_match(l.path, '(?:^|[/!])([^/!]+)/AWSLogs/(o-[a-z0-9]+/)?(\\d{12})/CloudTrail(?:-NetworkActivity)?/([a-z0-9-]+)/')) as m, f.publish_time
        from log_file_location l join log_file f on f.id = l.log_file_id
        where f.complete and f.publish_time is not null)
      select m[1] as root, m[2] is not null as "isOrganisation", m[3] as account, m[4] as region,
        (extract(epoch from min(publish_time)) * 1000)::float8 as "fromMs",
        (extract(epoch from max(max(publish_time)) over (partition by m[1], m[2])) * 1000)::float8 as "toMs"
      from located where m is not null group by m`,
  );
  return [...sinks].flatMap(([sink, settings]) =>
    places.filter((place) => isSinkOf(settings, place)).map((place) => heldPlace(sink, place)),
  );
}

function heldPlace(sink: string, { account, region, fromMs, toMs }: Row): HeldPlace {
  return { sink, account, region, complete: [{ fromMs, toMs }], verified: [] };
}

function isSinkOf({ bucket, prefix, organisation }: SinkSettings, { root, isOrganisation }: Row): boolean {
  if (bucket === null || organisation !== isOrganisation) return false;
  const folder = prefix === null || prefix === "" ? bucket : (prefix.split("/").at(-1) ?? bucket);
  return root === folder || root === bucket;
}

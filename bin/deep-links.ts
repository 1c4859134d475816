import type { Pool } from "pg";
import { z } from "zod";
import { firstRow, sql } from "@/lib/db/sql";
import { timelineHref } from "@/lib/events/search-params";
import { demoSights, type Sight } from "@/lib/demo/sights";

export type DeepLink = { readonly path: string; readonly shows: string };

const Seen = z.object({ identityId: z.uuid(), eventId: z.string() });

/** Where the demo's stories are best looked at; only those that the store holds. */
export async function deepLinks(pool: Pool): Promise<DeepLink[]> {
  const links = await Promise.all(demoSights().map((sight) => linkTo(pool, sight)));
  return links.filter((link) => link !== null);
}

async function linkTo(pool: Pool, sight: Sight): Promise<DeepLink | null> {
  const { identity, from, to, action, shows } = sight;
  const seen = await firstRow(
    pool,
    Seen,
    sql`select i.id as "identityId", coalesce(l.text, e.event_id::text) as "eventId"
        from identity i join principal_identity p on p.identity_id = i.id
        join event e using (principal_id) join action a on a.id = e.action_id left join event_alias l using (event_id)
        where i.arn = ${identity} and a.name = ${action}
          and e.event_time >= ${from}::timestamptz and e.event_time < ${to}::timestamptz
        order by e.event_time, e.event_id limit 1`,
  );
  if (seen === null) return null;
  const path = `${timelineHref(seen.identityId, { from, to })}&event=${encodeURIComponent(seen.eventId)}`;
  return { path, shows };
}

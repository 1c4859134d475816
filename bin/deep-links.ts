import type { Pool } from "pg";
import { z } from "zod";
import { firstRow, sql } from "@/lib/db/sql";

export type DeepLink = { readonly path: string; readonly shows: string };

const Busiest = z.object({ id: z.uuid(), name: z.string() });
const Failure = z.object({ eventId: z.string(), action: z.string() });

/** Three places worth a first look, from what the store holds; fewer when it holds less. */
export async function deepLinks(pool: Pool): Promise<DeepLink[]> {
  const identity = await busiestIdentity(pool);
  const failure = await latestFailure(pool);
  return [
    ...(identity ? [{ path: `/identities/${identity.id}/timeline`, shows: `what ${identity.name} did` }] : []),
    { path: "/events?outcome=error", shows: "every call that failed" },
    ...(failure
      ? [{ path: `/e/${encodeURIComponent(failure.eventId)}`, shows: `one record: a refused ${failure.action}` }]
      : []),
  ];
}

function busiestIdentity(pool: Pool): Promise<z.infer<typeof Busiest> | null> {
  return firstRow(
    pool,
    Busiest,
    sql`select i.id, i.name
        from activity_day a join principal_identity p using (principal_id) join identity i on i.id = p.identity_id
        where i.human = 'non-human' and i.kind = 'role'
        group by i.id, i.name order by sum(a.events) desc, i.id limit 1`,
  );
}

function latestFailure(pool: Pool): Promise<z.infer<typeof Failure> | null> {
  return firstRow(
    pool,
    Failure,
    sql`select coalesce(l.text, e.event_id::text) as "eventId", a.name as action
        from event e join action a on a.id = e.action_id left join event_alias l using (event_id)
        where e.error_id is not null
          and e.event_time > (select max(last_at) - interval '7 days' from activity_day where outcome = 1)
        order by e.event_time desc, e.event_id limit 1`,
  );
}

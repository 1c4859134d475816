import type { Pool } from "pg";
import { z } from "zod";
import { firstRow, sql } from "@/lib/db/sql";
import { eventHref, eventsHref, timelineHref } from "@/lib/events/search-params";

export type DeepLink = { readonly path: string; readonly shows: string };

const Refused = z.object({ id: z.uuid(), name: z.string(), failures: z.int() });
const Failure = z.object({ eventId: z.string(), action: z.string() });

/** Three places worth a first look, from what the store holds; fewer when it holds less. */
export async function deepLinks(pool: Pool): Promise<DeepLink[]> {
  const identity = await mostRefused(pool);
  const failure = await latestFailure(pool);
  return [
    ...(identity
      ? [
          {
            path: timelineHref(identity.id),
            shows: `what ${identity.name} did, with ${identity.failures} calls that failed`,
          },
        ]
      : []),
    {
      path: eventsHref({ clauses: [{ field: "outcome", not: false, value: "error" }] }),
      shows: "every call that failed",
    },
    ...(failure ? [{ path: eventHref(failure.eventId), shows: `one record: a refused ${failure.action}` }] : []),
  ];
}

/** Of the roles that are nobody's own, the one with the most failed calls. */
function mostRefused(pool: Pool): Promise<z.infer<typeof Refused> | null> {
  return firstRow(
    pool,
    Refused,
    sql`select i.id, i.name, coalesce(sum(a.events) filter (where a.outcome = 1), 0)::int as failures
        from activity_day a join principal_identity p using (principal_id) join identity i on i.id = p.identity_id
        where i.human <> 'human' and i.kind in ('role', 'service-role', 'instance-role')
        group by i.id, i.name order by failures desc, sum(a.events) desc, i.id limit 1`,
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

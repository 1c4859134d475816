import { z } from "zod";
import type { Context } from "@/lib/context";
import type { StoppedSpan } from "@/lib/credentials/endings";
import type { Use } from "@/lib/credentials/link-facts";
import { rows, sql } from "@/lib/db/sql";

/** Changes in IAM take a while to reach every place. */
const GRACE_MS = 300_000;
const HOUR_MS = 3_600_000;

type Stopped = { readonly n: number; readonly use: Use; readonly spans: readonly StoppedSpan[] };

/** The last call of each credential that succeeded while it was stopped, by its number; nothing of those without one. */
export async function readUsedWhileStopped(ctx: Context, of: readonly Stopped[]): Promise<Map<number, number>> {
  const asked = of.flatMap(({ n, use, spans }) =>
    spans.flatMap(({ fromMs, toMs }) => {
      const since = fromMs + GRACE_MS;
      const until = toMs ?? Date.UTC(9999, 0);
      const edge = Math.max(since, until - (until % HOUR_MS));
      return use.credentialIds.map((id) => ({ n, id, since, until, edge }));
    }),
  );
  if (asked.length === 0) return new Map();
  const times = (key: "since" | "until" | "edge") => asked.map((one) => new Date(one[key]).toISOString());
  // Counts of hours say it but for the hour in which the stop ended, whose events are looked at.
  const found = await rows(
    ctx.pool,
    z.object({ n: z.number(), last: z.date() }),
    sql`
      select q.n, max(u.last) as last
      from unnest(
        ${asked.map(({ n }) => n)}::int[], ${asked.map(({ id }) => id)}::int[], ${times("since")}::timestamptz[], ${times("until")}::timestamptz[], ${times("edge")}::timestamptz[]
      ) q (n, id, since, until, edge)
      join credential c on c.id = q.id
      cross join lateral (
        select max(a.last_at) as last from credential_hour a
        where a.credential_id = q.id and a.outcome = 0 and a.last_at > q.since and a.last_at < q.until
        union all
        select max(e.event_time) from event e
        where e.principal_id = c.principal_id and e.credential_id = q.id and e.event_time > q.edge and e.event_time < q.until
          and q.until < '9999-01-01' and ((e.flags >> 6) & 1) = 0
      ) u
      where u.last is not null group by q.n`,
  );
  return new Map(found.map(({ n, last }) => [n, last.getTime()]));
}

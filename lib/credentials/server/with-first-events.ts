import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Use } from "@/lib/credentials/link-facts";
import { rows, sql } from "@/lib/db/sql";

const FirstEvent = z.object({ n: z.number(), id: z.string() });

/** These uses with the ids of their first calls, in one statement. */
export async function withFirstEvents(ctx: Context, uses: readonly Use[]): Promise<Use[]> {
  const ids = await readFirstEvents(ctx, uses);
  return uses.map((use, n) => ({ ...use, firstEventId: ids[n] ?? use.firstEventId }));
}

/** The ids of first calls, in their order; read within the time that they span: the store then looks at no month besides. */
async function readFirstEvents(ctx: Context, uses: readonly Use[]): Promise<(string | null)[]> {
  const asked = uses.flatMap(({ credentialIds, firstMs }, n) =>
    firstMs === null ? [] : credentialIds.map((id) => ({ n, id, at: new Date(firstMs) })),
  );
  if (asked.length === 0) return uses.map(() => null);
  const times = asked.map(({ at }) => at.getTime());
  const events = await rows(
    ctx.pool,
    FirstEvent,
    sql`
      select distinct on (k.n) k.n, coalesce((select text from event_alias where event_id = e.event_id), e.event_id::text) as id
      from unnest(${asked.map(({ n }) => n)}::int[], ${asked.map(({ id }) => id)}::int[], ${asked.map(({ at }) => at)}::timestamptz[])
        k (n, credential_id, at)
      join credential c on c.id = k.credential_id
      cross join lateral (
        select event_id from event
        where principal_id = c.principal_id and event_time = k.at and credential_id = k.credential_id
          and event_time between ${new Date(Math.min(...times))} and ${new Date(Math.max(...times))}
        order by event_id limit 1
      ) e
      order by k.n, e.event_id`,
  );
  const byUse = new Map(events.map(({ n, id }) => [n, id]));
  return uses.map((_use, n) => byUse.get(n) ?? null);
}

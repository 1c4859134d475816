import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { storedEventId } from "@/lib/events/event-id";
import { eventHref } from "@/lib/events/search-params";
import type { SeedHit } from "@/lib/seed/contract";

const Found = z.object({
  id: z.string(),
  time: z.date(),
  action: z.string(),
  source: z.string(),
  identity: z.string(),
});

/** Events by eventID, also where it was pasted in capitals. */
export async function findEvents(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const asked = new Map(
    indicators.flatMap((text) => [text, text.toLowerCase()].map((form) => [storedEventId(form).id, { text, form }])),
  );
  const found = await rows(
    ctx.pool,
    Found,
    sql`
      select l.event_id as id, l.event_time as time, ac.name as action, ac.source, coalesce(i.name, p.key) as identity
      from event_locator l
      join event e on e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
      join action ac on ac.id = e.action_id
      join principal p on p.id = l.principal_id
      left join principal_identity pi on pi.principal_id = l.principal_id
      left join identity i on i.id = pi.identity_id
      where l.event_id = any(${[...asked.keys()]}::uuid[])`,
  );
  return found.flatMap((one) => {
    const match = asked.get(one.id);
    if (!match) return [];
    const atMs = one.time.getTime();
    return [
      {
        indicator: match.text,
        kind: "event" as const,
        label: match.form,
        note: `${one.source}:${one.action} by ${one.identity}`,
        firstMs: atMs,
        lastMs: atMs,
        events: 1,
        href: eventHref(match.form),
        profileHref: null,
      },
    ];
  });
}

import { z } from "zod";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { ActionRow } from "./action-row";

const Row = ActionRow.extend({ events: z.number() });

export type ObservedCell = {
  readonly account: string;
  readonly region: string;
  readonly family: string;
  events: number;
  lastMs: number;
};

/** What was seen by account, Region and family on the days of a span, from the daily rollup. */
export async function readObserved(
  ctx: Context,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<ObservedCell[]> {
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      select a.account, r.region, c.source, c.name, c.category, d.events, d."lastMs" from (
        select account_id, region_id, action_id, sum(events)::float8 as events,
          (extract(epoch from max(last_at)) * 1000)::float8 as "lastMs"
        from activity_day where day >= ${new Date(span.fromMs)} and day < ${new Date(span.toMs)}
        group by 1, 2, 3) d
      join account a on a.id = d.account_id join region r on r.id = d.region_id join action c on c.id = d.action_id`,
  );
  const cells = new Map<string, ObservedCell>();
  for (const row of found) for (const family of familiesOf(row)) add(cells, { ...row, family });
  return [...cells.values()];
}

function add(cells: Map<string, ObservedCell>, { account, region, family, events, lastMs }: ObservedCell): void {
  const key = `${account} ${region} ${family}`;
  const known = cells.get(key);
  if (known === undefined) cells.set(key, { account, region, family, events, lastMs });
  else {
    known.events += events;
    known.lastMs = Math.max(known.lastMs, lastMs);
  }
}

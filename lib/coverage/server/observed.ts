import { z } from "zod";
import { FAMILIES } from "@/lib/cloudtrail/catalogue/families";
import { managementFamily } from "@/lib/cloudtrail/catalogue/record-class";
import { CATEGORIES } from "@/lib/cloudtrail/normalised-event";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";

const Row = z.object({
  account: z.string(),
  region: z.string(),
  source: z.string(),
  name: z.string(),
  category: z.number(),
  events: z.number(),
  lastMs: z.number(),
});

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

type Action = { readonly source: string; readonly name: string; readonly category: number };

const MANAGEMENT = CATEGORIES.indexOf("management");
const DATA = CATEGORIES.indexOf("data");
const NETWORK = CATEGORIES.indexOf("network-activity");

/** The families that an action counts for: management events for all of them and for their own. */
export function familiesOf({ source, name, category }: Action): string[] {
  if (category === NETWORK) return [`NetworkActivity:${source}`];
  if (category === MANAGEMENT) return [...new Set(["management", managementFamily(source, name)?.id ?? "management"])];
  if (category !== DATA) return [];
  const family = DATA_FAMILIES.find(
    ({ eventClass }) =>
      eventClass.sources.includes(source) && eventClass.operations.some((operation) => operation.name === name),
  );
  return family === undefined ? [] : [family.id];
}

const DATA_FAMILIES = FAMILIES.filter(({ eventClass, isLoggable }) => isLoggable && eventClass.category === "Data");

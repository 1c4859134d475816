import { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { updatePrices as endpoint } from "../../fixes/contract";
import { EventPrices, LIST_PRICES } from "../../fixes/event-prices";

type Prices = z.output<typeof endpoint.output>;

const KEY = "event-prices";

/** What events cost: as somebody set it, else the list prices. */
export async function getPrices({ pool }: Pick<Context, "pool">): Promise<Prices> {
  const row = await firstRow(pool, z.object({ value: EventPrices }), sql`select value from setting where key = ${KEY}`);
  return row === null ? { prices: LIST_PRICES, arePricesSet: false } : { prices: row.value, arePricesSet: true };
}

/** Sets what events cost, or goes back to the list prices. */
export async function updatePrices(ctx: Context, { prices }: z.output<typeof endpoint.input>): Promise<Prices> {
  await (prices === null
    ? ctx.pool.query("delete from setting where key = $1", [KEY])
    : ctx.pool.query(
        "insert into setting (key, value) values ($1, $2::jsonb) on conflict (key) do update set value = excluded.value",
        [KEY, JSON.stringify(prices)],
      ));
  await recordAudit(ctx, { action: "prices.update", target: null, detail: { prices } });
  return getPrices(ctx);
}

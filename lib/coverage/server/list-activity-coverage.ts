import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { listActivityCoverage as endpoint } from "../activity-contract";
import { worstCoverage } from "../worst-coverage";
import { ActionRow } from "./action-row";
import { readModel } from "./knowledge";

const Row = ActionRow.extend({ id: z.string() });
type Row = z.output<typeof Row>;

const DAYS = 30;

/**
 * How well identities would have been seen in the last 30 days in which each was active: the worst state of what they did, and of what they
 * could have done with the same services in the same places.
 */
export async function listActivityCoverage(
  ctx: Context,
  { identities }: z.output<typeof endpoint.input>,
): Promise<z.output<typeof endpoint.output>> {
  const model = await readModel(ctx);
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      with mine as (
        select pi.identity_id::text as id, pi.principal_id,
          (select max(day) from activity_day where principal_id = pi.principal_id) as last
        from principal_identity pi where pi.identity_id = any(${[...identities]}::uuid[])),
      until as (select id, max(last) as last from mine group by id)
      select m.id, a.account, g.region, c.source, c.name, c.category, (extract(epoch from max(d.last_at)) * 1000)::float8 as "lastMs"
      from mine m join until u on u.id = m.id
      join activity_day d on d.principal_id = m.principal_id and d.day > u.last - make_interval(days => ${DAYS}) and d.outcome = 0
      join action c on c.id = d.action_id join account a on a.id = d.account_id join region g on g.id = d.region_id
      group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5`,
  );
  const byIdentity = new Map<string, Row[]>();
  for (const row of found) {
    const list = byIdentity.get(row.id);
    if (list === undefined) byIdentity.set(row.id, [row]);
    else list.push(row);
  }
  return {
    rows: [...byIdentity].flatMap(([identity, list]) => {
      const worst = worstCoverage(list, model, null);
      return worst === null ? [] : [{ identity, ...worst }];
    }),
  };
}

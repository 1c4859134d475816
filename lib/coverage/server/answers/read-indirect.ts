import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { CREDENTIAL_LIFE_MS } from "../../answers/answer-question";
import type { OtherCalls } from "../../answers/answer";
import { INDIRECT_SOURCES, isIndirect } from "../../answers/indirect-actions";
import type { Asked } from "./read-touches";

const Row = z.object({
  source: z.string(),
  name: z.string(),
  events: z.number(),
  fromMs: z.number(),
  toMs: z.number(),
});
type Row = z.output<typeof Row>;

const LOOK_BACK_MS = 400 * 86_400_000;
/** Calls that set something up which goes on acting; the others act at once. */
const LASTING = /^(Create|Update|Put|Register|Run|Publish|Associate|Replace|Add|Modify|Import|Upload|Reset|Request)/;

/** Calls of the subject, or with its credentials, that let something else act: what was set up before goes on acting. */
export async function readIndirect(ctx: Context, { principalIds, derived, from, to }: Asked): Promise<OtherCalls[]> {
  const before = new Date(to.getTime() - LOOK_BACK_MS);
  const keys = [...derived.keys.keys()];
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      with wanted as (select id, source, name from action where source = any(${[...INDIRECT_SOURCES]})),
      calls as (
        select action_id, events, first_at, last_at from activity_day
        where principal_id = any(${[...principalIds]}) and day >= ${before} and day < ${to} and outcome = 0
        union all
        select h.action_id, h.events, h.first_at, h.last_at from credential c join credential_hour h on h.credential_id = c.id
        where c.key = any(${keys}) and h.hour >= ${before} and h.hour < ${to} and h.outcome = 0)
      select w.source, w.name, sum(c.events)::float8 as events, (extract(epoch from min(c.first_at)) * 1000)::float8 as "fromMs",
        (extract(epoch from max(c.last_at)) * 1000)::float8 as "toMs"
      from calls c join wanted w on w.id = c.action_id where c.first_at < ${to} group by 1, 2 order by 1, 2`,
  );
  const earliest = from.getTime() - CREDENTIAL_LIFE_MS;
  return found
    .filter(({ source, name, toMs }) => isIndirect(source, name) && (LASTING.test(name) || toMs >= earliest))
    .map((row) => ({ ...row, sample: [], why: null }));
}

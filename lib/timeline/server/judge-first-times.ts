import { z } from "zod";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";
import type { Context } from "@/lib/context";
import { listCoverageLanes } from "@/lib/coverage/server/list-coverage-lanes";
import { rows, sql } from "@/lib/db/sql";
import type { FirstSeenItem } from "@/lib/timeline/contract";
import { judgeNewness } from "@/lib/timeline/judge-newness";
import type { FirstTime } from "./first-times";

const FirstCall = z.object({
  n: z.number(),
  source: z.string(),
  name: z.string(),
  category: z.number(),
  account: z.string(),
  region: z.string(),
});

type History = { readonly principals: readonly number[]; readonly historyFromMs: number | null };

/** Says of each first time whether it is new, or only newly logged: by how calls like its first one were logged before. */
export async function judgeFirstTimes(
  ctx: Context,
  { principals, historyFromMs }: History,
  found: readonly FirstTime[],
): Promise<(FirstTime & Pick<FirstSeenItem, "verdict" | "loggedSinceMs" | "because">)[]> {
  if (historyFromMs === null || found.length === 0) return [];
  const calls = new Map((await firstCalls(ctx, principals, found)).map((call) => [call.n, call]));
  const cellOf = (n: number) => {
    const call = calls.get(n);
    const family = call && familiesOf(call).at(-1);
    return call === undefined || family === undefined ? null : { account: call.account, region: call.region, family };
  };
  const cells = new Map(
    found.flatMap((_, n) => [cellOf(n)].flatMap((cell) => (cell === null ? [] : [[keyOf(cell), cell]]))),
  );
  const latestMs = Math.max(...found.map(({ first }) => first.getTime()));
  const { lanes } = await listCoverageLanes(ctx, {
    fromMs: historyFromMs,
    toMs: Math.max(latestMs, historyFromMs) + 1,
    cells: [...cells.values()],
    knownAtMs: undefined,
  });
  const spansOf = new Map(
    lanes.map((lane) => [
      keyOf(lane),
      lane.spans.map(({ fromMs, toMs, result: { state, because } }) => ({ fromMs, toMs, state, because })),
    ]),
  );
  return found.map((one, n) => {
    const cell = cellOf(n);
    const spans = cell === null ? null : (spansOf.get(keyOf(cell)) ?? null);
    return { ...one, ...judgeNewness({ historyFromMs, firstMs: one.first.getTime() }, spans) };
  });
}

function keyOf({ account, region, family }: { account: string; region: string; family: string }): string {
  return `${account} ${region} ${family}`;
}

/** The call by which each came: one of those at its first moment. */
function firstCalls(
  ctx: Context,
  principals: readonly number[],
  found: readonly FirstTime[],
): Promise<z.output<typeof FirstCall>[]> {
  return rows(
    ctx.pool,
    FirstCall,
    sql`
      select w.n::int - 1 as n, ac.source, ac.name, ac.category, a.account, r.region
      from unnest(${found.map(({ field }) => field)}::text[], ${found.map(({ id }) => id)}::int[], ${found.map(({ first }) => first)}::timestamptz[])
        with ordinality w (field, id, first, n)
      cross join lateral (
        select e.action_id, e.account_id, e.region_id from event e
        where e.principal_id = any(${principals}::int[]) and e.event_time = w.first and case w.field
          when 'action' then e.action_id = w.id when 'region' then e.region_id = w.id when 'account' then e.account_id = w.id
          when 'ip' then e.address_id = w.id else e.resource_id = w.id or e.container_id = w.id end
        order by e.event_id limit 1) e
      join action ac on ac.id = e.action_id join account a on a.id = e.account_id join region r on r.id = e.region_id`,
  );
}

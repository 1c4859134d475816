import { z } from "zod";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";
import type { Context } from "@/lib/context";
import type { CoverageLane } from "@/lib/coverage/contract";
import { rows, sql } from "@/lib/db/sql";
import { resolveFilter } from "@/lib/events/server/resolve-filter";
import type { EventFilter } from "@/lib/events/event-filter";
import { listActions } from "./lane-keys";

type Dark = {
  readonly key: string;
  readonly account: string;
  readonly region: string;
  readonly family: string;
  readonly from: Date;
  readonly to: Date;
};

/** The spans in which nothing can have been recorded by what is known, and in which the identity has events all the same. */
export async function findSeenInDark(
  ctx: Context,
  { filter }: { readonly filter: EventFilter },
  lanes: readonly CoverageLane[],
): Promise<ReadonlySet<string>> {
  const dark = lanes.flatMap((lane) => darkSpans(lane));
  if (dark.length === 0) return new Set();
  const resolved = await resolveFilter(ctx, filter);
  const actions = (await listActions(ctx, resolved)).map((action) => ({
    id: action.id,
    family: familiesOf(action).at(-1) ?? "",
  }));
  const principals =
    resolved.principals === null ? sql`true` : sql`h.principal_id = any(${resolved.principals}::int[])`;
  const found = await rows(
    ctx.pool,
    z.object({ at: z.number() }),
    sql`
      with of_family as (
        select family, array_agg(action_id) as actions
        from unnest(${actions.map(({ id }) => id)}::int[], ${actions.map(({ family }) => family)}::text[]) as f (action_id, family) group by family
      ), dark as materialized (
        select d.at, d.span_from, d.span_to, a.id as account_id, r.id as region_id, f.actions
        from unnest(${dark.map((_, at) => at)}::int[], ${dark.map(({ from }) => from)}::timestamptz[], ${dark.map(({ to }) => to)}::timestamptz[],
          ${dark.map(({ account }) => account)}::text[], ${dark.map(({ region }) => region)}::text[], ${dark.map(({ family }) => family)}::text[])
          as d (at, span_from, span_to, account, region, family)
        join account a on a.account = d.account join region r on r.region = d.region join of_family f on f.family = d.family
      )
      select d.at from dark d where exists (
        select from activity_hour h
        where ${principals} and h.hour >= date_trunc('hour', d.span_from) and h.hour < d.span_to and h.action_id = any(d.actions)
          and h.last_at >= d.span_from and h.first_at < d.span_to and h.account_id = d.account_id and h.region_id = d.region_id)`,
  );
  return new Set(found.flatMap(({ at }) => dark[at]?.key ?? []));
}

/** How a span of a cell is named in the answer. */
export function spanKey({ account, region, family }: Omit<CoverageLane, "spans">, fromMs: number): string {
  return `${account} ${region} ${family} ${fromMs}`;
}

function darkSpans(lane: CoverageLane): Dark[] {
  const { account, region, family } = lane;
  return lane.spans
    .filter(({ result }) => result.state !== "logged" && result.state !== "partial")
    .map(({ fromMs, toMs }) => ({
      key: spanKey(lane, fromMs),
      account,
      region,
      family,
      from: new Date(fromMs),
      to: new Date(toMs),
    }));
}

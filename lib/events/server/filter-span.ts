import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { Span } from "./filter-sql";
import type { ResolvedFilter } from "./resolved-filter";

const Extent = z.object({ from: z.date().nullable(), to: z.date().nullable() });

/** The days that can hold events of the filter: what it asks for, cut to what its principals have at all. Null: none. */
export async function filterSpan(ctx: Context, filter: ResolvedFilter): Promise<Span | null> {
  const ids =
    filter.principals === null ? sql`select id from principal` : sql`select unnest(${filter.principals}::int[])`;
  const extent = await firstRow(
    ctx.pool,
    Extent,
    sql`
      select min(f.day) as from, max(l.day) + interval '1 day' as to
      from (${ids}) p (id)
      cross join lateral (select day from activity_day where principal_id = p.id order by day limit 1) f
      cross join lateral (select day from activity_day where principal_id = p.id order by day desc limit 1) l`,
  );
  if (extent === null || extent.from === null || extent.to === null) return null;
  const from = filter.from !== null && filter.from > extent.from ? filter.from : extent.from;
  const to = filter.to !== null && filter.to < extent.to ? filter.to : extent.to;
  return to > from ? { from, to } : null;
}

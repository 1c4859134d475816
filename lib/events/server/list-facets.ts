import { z } from "zod";
import { CATEGORIES } from "@/lib/cloudtrail/normalised-event";
import type { Context } from "@/lib/context";
import { join, rows, type Sql, sql } from "@/lib/db/sql";
import type { EventFacets, Facet, listFacets as endpoint } from "@/lib/events/contract";
import type { EventFilter } from "@/lib/events/event-filter";
import { activitySource, hourlySource } from "./activity-source";
import { countableSpan } from "./countable-span";
import { filterSpan } from "./filter-span";
import type { Span } from "./filter-sql";
import { resolveFilter } from "./resolve-filter";

type Input = z.output<typeof endpoint.input>;

const FacetRow = z.object({
  facet: z.string(),
  value: z.string(),
  label: z.string(),
  note: z.string().nullable(),
  events: z.number(),
  distinct: z.number(),
});

/**
 * The most frequent values of each facet and how many there are; what a filter says about a facet's own field does not
 * narrow that facet. Where the rollups cannot count, only the latest part of the time is counted, and the answer says which.
 */
export async function listFacets(ctx: Context, { filter, facets, limit }: Input): Promise<EventFacets> {
  // Days hold no credentials: counted together, that one facet would make all others read hours.
  const apart = facets.filter((facet) => facet === "credential" || filter.clauses.some(({ field }) => field === facet));
  const shared = facets.filter((facet) => !apart.includes(facet));
  const own = apart.map((facet) => ({ facets: [facet], filter: withoutField(filter, facet) }));
  // The credential is counted apart: it needs the hours, where days do for the others.
  const coarse = shared.filter((facet) => facet !== "credential");
  const fine = shared.filter((facet) => facet === "credential");
  const groups = [
    ...[coarse, fine].filter((some) => some.length > 0).map((some) => ({ facets: some, filter })),
    ...own,
  ];
  const counted = await Promise.all(groups.map((group) => countGroup(ctx, group, limit)));
  const found = new Map(counted.flatMap((group) => group.facets.map((one) => [one.facet, one])));
  return {
    facets: facets.map((facet) => found.get(facet) ?? { facet, values: [], distinct: 0 }),
    counted:
      counted.map((group) => group.counted).find((one) => one !== null && !one.isAll) ?? counted[0]?.counted ?? null,
  };
}

function withoutField(filter: EventFilter, field: Facet): EventFilter {
  return { ...filter, clauses: filter.clauses.filter((clause) => clause.field !== field) };
}

type Group = { readonly facets: readonly Facet[]; readonly filter: EventFilter };

async function countGroup(ctx: Context, group: Group, limit: number): Promise<EventFacets> {
  const filter = await resolveFilter(ctx, group.filter);
  const span = await filterSpan(ctx, filter);
  if (span === null) return { facets: [], counted: null };
  const counted = await countableSpan(ctx, filter, span);
  const source = group.facets.includes("credential") ? hourlySource(filter, counted) : activitySource(filter, counted);
  const found = await rows(ctx.pool, FacetRow, facetSql(source, group.facets, limit));
  const facets = group.facets.map((facet) => {
    const values = found.filter((row) => row.facet === facet);
    return { facet, values: values.map(toValue), distinct: values[0]?.distinct ?? 0 };
  });
  return { facets, counted: { ...inMs(counted), isAll: counted.from.getTime() === span.from.getTime() } };
}

function toValue({
  facet,
  value,
  label,
  note,
  events,
}: z.output<typeof FacetRow>): EventFacets["facets"][number]["values"][number] {
  if (facet !== "category") return { value, label, note, events };
  const word = CATEGORIES[Number(value)] ?? "unknown";
  return { value: word, label: word, note, events };
}

function inMs(span: Span): { fromMs: number; toMs: number } {
  return { fromMs: span.from.getTime(), toMs: span.to.getTime() };
}

/** Reads the source once, grouped by every dimension on its own, and names what each facet shows. */
function facetSql(source: Sql, facets: readonly Facet[], limit: number): Sql {
  const parts = facets.map(
    (facet) => sql`(
      select ${facet}::text as facet, f.*, (count(*) over ())::int as distinct from (
        select ${FACET_COLUMNS[facet]}, sum(b.events)::float8 as events from base b ${FACET_JOINS[facet]} group by 1, 2, 3
      ) f order by f.events desc, f.value limit ${limit})`,
  );
  return sql`
    with base as materialized (
      select a.principal_id, a.credential_id, a.action_id, a.account_id, a.region_id, a.outcome, sum(a.events) as events from ${source}
      group by grouping sets ((a.principal_id), (a.credential_id), (a.action_id), (a.account_id), (a.region_id), (a.outcome))
    )
    ${join(parts, " union all ")}`;
}

const FACET_COLUMNS: Record<Facet, Sql> = {
  identity: sql`i.id::text as value, i.name as label, i.account as note`,
  source: sql`ac.source as value, ac.source as label, null::text as note`,
  action: sql`ac.source || ':' || ac.name as value, ac.name as label, ac.source as note`,
  account: sql`a.account as value, a.account as label, a.name as note`,
  region: sql`r.region as value, r.region as label, null::text as note`,
  outcome: sql`case b.outcome when 1 then 'error' else 'ok' end as value, case b.outcome when 1 then 'error' else 'ok' end as label, null::text as note`,
  category: sql`ac.category::text as value, ac.category::text as label, null::text as note`,
  credential: sql`c.key as value, c.key as label, c.session_name as note`,
};

const FACET_JOINS: Record<Facet, Sql> = {
  identity: sql`join principal_identity pi on pi.principal_id = b.principal_id join identity i on i.id = pi.identity_id`,
  source: sql`join action ac on ac.id = b.action_id`,
  action: sql`join action ac on ac.id = b.action_id`,
  account: sql`join account a on a.id = b.account_id`,
  region: sql`join region r on r.id = b.region_id`,
  outcome: sql`where b.outcome is not null`,
  category: sql`join action ac on ac.id = b.action_id`,
  credential: sql`join credential c on c.id = b.credential_id`,
};

import { z } from "zod";
import { likeLiteral } from "@/lib/base/like-pattern";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { type findText as endpoint, FOUND_MAX } from "@/lib/events/contract";
import { maskTokens } from "@/lib/events/mask-tokens";
import { EvidenceReader, placeKey } from "@/lib/ingest/server/evidence-reader";
import { readableSpan } from "./countable-span";
import { filterSpan } from "./filter-span";
import { eventConditions, eventSource, type Span } from "./filter-sql";
import type { ResolvedFilter } from "./resolved-filter";
import { resolveFilter } from "./resolve-filter";

type Input = z.output<typeof endpoint.input>;
type Output = z.input<typeof endpoint.output>;

/** So many records are read whole while somebody waits. */
const RECORDS_MAX = 300;

/**
 * Where a text occurs among the events of a filter, whatever its case: in the names of action, resources, error, address, agent and key,
 * and, where the events are few, anywhere in their records, the values of session tokens left out.
 */
export async function findText(ctx: Context, { filter, text }: Input): Promise<Output> {
  const resolved = await resolveFilter(ctx, filter);
  const span = await filterSpan(ctx, resolved);
  if (span === null) return { hits: [], records: 0, searchedFromMs: null };
  const readable = await readableSpan(ctx, resolved, span);
  const places = await readPlaces(ctx, resolved, readable);
  const isSmall = places.length <= RECORDS_MAX;
  const [named, written] = await Promise.all([
    findNamed(ctx, { filter: resolved, span: readable, text }),
    isSmall ? findWritten(ctx, places, text) : [],
  ]);
  const hits = new Map([...named, ...written].map((hit) => [hit.eventId, hit]));
  const inOrder = [...hits.values()].toSorted((a, b) => a.timeMs - b.timeMs || (a.eventId < b.eventId ? -1 : 1));
  return {
    hits: inOrder.slice(0, FOUND_MAX),
    records: isSmall ? places.length : 0,
    searchedFromMs: readable.from > span.from ? readable.from.getTime() : null,
  };
}

const PlaceRow = z.object({ eventId: z.string(), time: z.date(), fileId: z.number(), recordIndex: z.number() });
type PlaceRow = z.output<typeof PlaceRow>;

/** One more than are read: then there are too many. */
function readPlaces(ctx: Context, filter: ResolvedFilter, span: Span): Promise<PlaceRow[]> {
  return rows(
    ctx.pool,
    PlaceRow,
    sql`
      select coalesce(al.text, e.event_id::text) as "eventId", e.event_time as time, e.log_file_id as "fileId", e.record_index as "recordIndex"
      from ${eventSource(filter, span)} left join event_alias al on al.event_id = e.event_id
      where ${eventConditions(filter)} limit ${RECORDS_MAX + 1}`,
  );
}

type Hit = { readonly eventId: string; readonly timeMs: number };

async function findWritten(ctx: Context, places: readonly PlaceRow[], text: string): Promise<Hit[]> {
  const texts = await new EvidenceReader(ctx.pool).read(places);
  const wanted = text.toLowerCase();
  return places
    .filter((place) =>
      maskTokens(texts.get(placeKey(place)) ?? "")
        .text.toLowerCase()
        .includes(wanted),
    )
    .map(({ eventId, time }) => ({ eventId, timeMs: time.getTime() }));
}

type Wanted = { readonly filter: ResolvedFilter; readonly span: Span; readonly text: string };

/** Names are looked up first, each kind in its own list, keys only among those of the filter's principals: events are then compared by number. */
async function findNamed(ctx: Context, { filter, span, text }: Wanted): Promise<Hit[]> {
  const pattern = `%${likeLiteral(text)}%`;
  const named = (list: Sql): Sql => sql`(select id from ${list})`;
  const own = filter.principals === null ? sql`true` : sql`principal_id = any(${filter.principals}::int[])`;
  const found = await rows(
    ctx.pool,
    z.object({ eventId: z.string(), time: z.date() }),
    sql`
      with actions as materialized (select id from action where source || ':' || name ilike ${pattern}),
        resources as materialized (select id from resource where key ilike ${pattern}),
        errors as materialized (select id from error_code where code ilike ${pattern}),
        addresses as materialized (select id from address where address ilike ${pattern}),
        agents as materialized (select id from user_agent where user_agent ilike ${pattern}),
        credentials as materialized (select id from credential where ${own} and key ilike ${pattern})
      select coalesce(al.text, e.event_id::text) as "eventId", e.event_time as time
      from ${eventSource(filter, span)} left join event_alias al on al.event_id = e.event_id
      where ${eventConditions(filter)} and (
        e.action_id in ${named(sql`actions`)} or e.resource_id in ${named(sql`resources`)} or e.container_id in ${named(sql`resources`)}
        or e.error_id in ${named(sql`errors`)} or e.address_id in ${named(sql`addresses`)} or e.user_agent_id in ${named(sql`agents`)}
        or e.credential_id in ${named(sql`credentials`)}
        or (exists (select from resources) and exists (
          select from event_resource r where r.event_id = e.event_id and r.resource_id in ${named(sql`resources`)}))
      )
      order by e.event_time, e.event_id limit ${FOUND_MAX}`,
  );
  return found.map(({ eventId, time }) => ({ eventId, timeMs: time.getTime() }));
}

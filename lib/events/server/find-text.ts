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

/** Names are looked up first, each kind in its own list: events are then compared by number. */
async function findNamed(ctx: Context, { filter, span, text }: Wanted): Promise<Hit[]> {
  const pattern = `%${likeLiteral(text)}%`;
  const ids = (source: Sql): Sql => sql`(select coalesce(array_agg(id), '{}') from ${source})`;
  const found = await rows(
    ctx.pool,
    z.object({ eventId: z.string(), time: z.date() }),
    sql`
      with named as materialized (
        select ${ids(sql`action where source || ':' || name ilike ${pattern}`)} as actions, ${ids(sql`resource where key ilike ${pattern}`)} as resources,
          ${ids(sql`error_code where code ilike ${pattern}`)} as errors, ${ids(sql`address where address ilike ${pattern}`)} as addresses,
          ${ids(sql`user_agent where user_agent ilike ${pattern}`)} as agents, ${ids(sql`credential where key ilike ${pattern}`)} as credentials
      )
      select coalesce(al.text, e.event_id::text) as "eventId", e.event_time as time
      from ${eventSource(filter, span)} cross join named n left join event_alias al on al.event_id = e.event_id
      where ${eventConditions(filter)} and (
        e.action_id = any(n.actions) or e.resource_id = any(n.resources) or e.container_id = any(n.resources) or e.error_id = any(n.errors)
        or e.address_id = any(n.addresses) or e.user_agent_id = any(n.agents) or e.credential_id = any(n.credentials)
        or (cardinality(n.resources) > 0 and exists (select from event_resource r where r.event_id = e.event_id and r.resource_id = any(n.resources)))
      )
      order by e.event_time, e.event_id limit ${FOUND_MAX}`,
  );
  return found.map(({ eventId, time }) => ({ eventId, timeMs: time.getTime() }));
}

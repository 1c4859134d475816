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
 * and, where the events are few, anywhere in their records, the values of session tokens left out. Looks at the latest part first, as
 * much as can be read while somebody waits, and says how far it came.
 */
export async function findText(ctx: Context, { filter, text, beforeMs }: Input): Promise<Output> {
  const resolved = await resolveFilter(ctx, filter);
  const span = await filterSpan(ctx, resolved);
  const toMs = Math.min(span?.to.getTime() ?? 0, beforeMs ?? Number.POSITIVE_INFINITY);
  if (span === null || toMs <= span.from.getTime()) return { hits: [], records: 0, searchedFromMs: null };
  const readable = await readableSpan(ctx, resolved, { from: span.from, to: new Date(toMs), isFirst: true });
  const isWhole = readable.from <= span.from;
  const places = beforeMs === null && isWhole ? await readPlaces(ctx, resolved, readable) : [];
  const isSmall = places.length <= RECORDS_MAX;
  const [named, written] = await Promise.all([
    findNamed(ctx, { filter: resolved, span: readable, text }),
    isSmall ? findWritten(ctx, places, text) : [],
  ]);
  const hits = new Map([...named, ...written].map((hit) => [hit.eventId, hit]));
  const inOrder = [...hits.values()].toSorted((a, b) => a.timeMs - b.timeMs || (a.eventId < b.eventId ? -1 : 1));
  // Only the latest are given where there are too many: what lies before them was not looked at.
  const fullMs = named.length === FOUND_MAX ? Math.min(...named.map(({ timeMs }) => timeMs)) : null;
  return {
    hits: inOrder.slice(-FOUND_MAX),
    records: isSmall ? places.length : 0,
    searchedFromMs: fullMs ?? (isWhole ? null : readable.from.getTime()),
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

/**
 * The latest events of the span that name the text. Only names that its events point to are compared, each once: what else is in the
 * store, and what was ever touched in it, costs nothing.
 */
async function findNamed(ctx: Context, { filter, span, text }: Wanted): Promise<Hit[]> {
  const pattern = `%${likeLiteral(text)}%`;
  // Looked up one by one on purpose: the planner would rather read a whole list of names.
  const named = (list: Sql, column: Sql, name: Sql): Sql => sql`
    select n.id from (select distinct ${column} as id from picked) n
    cross join lateral (select from ${list} l where l.id = n.id and ${name} ilike ${pattern} offset 0) l`;
  const found = await rows(
    ctx.pool,
    z.object({ eventId: z.string(), time: z.date() }),
    sql`
      with picked as materialized (
        select e.event_time, e.event_id, e.action_id, e.resource_id, e.container_id, e.error_id, e.address_id, e.user_agent_id, e.credential_id
        from ${eventSource(filter, span)} where ${eventConditions(filter)}
      ),
        actions as materialized (${named(sql`action`, sql`action_id`, sql`l.source || ':' || l.name`)}),
        resources as materialized (${named(sql`resource`, sql`resource_id`, sql`l.key`)} union ${named(sql`resource`, sql`container_id`, sql`l.key`)}),
        errors as materialized (${named(sql`error_code`, sql`error_id`, sql`l.code`)}),
        addresses as materialized (${named(sql`address`, sql`address_id`, sql`l.address`)}),
        agents as materialized (${named(sql`user_agent`, sql`user_agent_id`, sql`l.user_agent`)}),
        credentials as materialized (${named(sql`credential`, sql`credential_id`, sql`l.key`)}),
        touching as materialized (
          select er.event_id, er.resource_id from picked p
          cross join lateral (select event_id, resource_id from event_resource where event_id = p.event_id offset 0) er
        ),
        further as materialized (
          select n.id from (select distinct resource_id as id from touching) n
          cross join lateral (select from resource l where l.id = n.id and l.key ilike ${pattern} offset 0) l
        ), found as (
          select e.event_id, e.event_time from picked e
          where e.action_id in (select id from actions) or e.resource_id in (select id from resources) or e.container_id in (select id from resources)
            or e.error_id in (select id from errors) or e.address_id in (select id from addresses) or e.user_agent_id in (select id from agents)
            or e.credential_id in (select id from credentials)
            or e.event_id in (select t.event_id from touching t where t.resource_id in (select id from further))
          order by e.event_time desc, e.event_id desc limit ${FOUND_MAX}
        )
      select coalesce(al.text, f.event_id::text) as "eventId", f.event_time as time from found f left join event_alias al on al.event_id = f.event_id`,
  );
  return found.map(({ eventId, time }) => ({ eventId, timeMs: time.getTime() }));
}

import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { EventRow } from "@/lib/events/contract";
import { cursorText, type EventPosition, parseCursor } from "@/lib/events/event-cursor";
import { nameEvents } from "@/lib/events/server/name-events";
import { readEvents } from "@/lib/events/server/read-rows";
import type { EventKey } from "@/lib/events/server/stored-event";
import { EvidenceReader, placeKey } from "@/lib/ingest/server/evidence-reader";
import type { listStory as endpoint, StoryPage, StoryRow } from "@/lib/resources/contract";
import { type StoryFact, storyFacts } from "@/lib/resources/story-facts";
import { asksBefore, storyNote } from "@/lib/resources/story-note";
import { isChange, touchKindOf } from "@/lib/resources/touch-kind";
import { findThing, type Thing } from "./find-thing";
import { readBefore } from "./read-before";
import { storyKeys } from "./story-keys";
import { touchedSpan } from "./touched-span";

type Input = z.output<typeof endpoint.input>;

/** The calls on a resource itself, the newest first, each with what its record says of the resource. */
export async function listStory(ctx: Context, input: Input): Promise<StoryPage> {
  const thing = await findThing(ctx, input.resource);
  const span = await touchedSpan(ctx, thing.ids, input);
  if (span === null) return { rows: [], next: null, lookedBackToMs: null };
  const actions = input.changesOnly ? await changingActions(ctx) : null;
  const asked = { ids: thing.ids, span, actions, start: startOf(input.cursor), limit: input.limit };
  const { keys, next } = await storyKeys(ctx, asked);
  return {
    rows: await describe(ctx, { thing, keys }),
    next: next === null ? null : cursorText(next),
    lookedBackToMs: next !== null && keys.length < input.limit ? next.timeMs : null,
  };
}

function startOf(cursor: string | null): EventPosition | null {
  if (cursor === null) return null;
  const start = parseCursor(cursor);
  if (start === null) throw new AppError("invalid-input", "The cursor is not one that a page of this list gave.");
  return start;
}

/** The calls that leave a thing other than it was, as the store numbers them. */
async function changingActions(ctx: Context): Promise<number[]> {
  const known = await rows(
    ctx.pool,
    z.object({ id: z.number(), source: z.string(), name: z.string() }),
    sql`select id, source, name from action order by id`,
  );
  return known.filter(({ source, name }) => isChange(touchKindOf(source, name))).map(({ id }) => id);
}

type Wanted = { readonly thing: Thing; readonly keys: readonly EventKey[] };

async function describe(ctx: Context, { thing, keys }: Wanted): Promise<StoryRow[]> {
  const [events, records] = await Promise.all([
    readEvents(ctx, keys).then((stored) => nameEvents(ctx, stored)),
    readRecords(ctx, keys),
  ]);
  const told = events.map((event) => ({ event, facts: records.get(event.cursor) ?? [] }));
  const asking = told.filter(
    ({ event }) => event.outcome === "ok" && asksBefore({ type: thing.type, action: event.action }),
  );
  const before = await readBefore(
    ctx,
    thing.ids,
    asking.map(({ event }) => positionOf(event)),
  );
  return told.map(({ event, facts }) => ({
    event,
    kind: touchKindOf(event.source, event.action),
    facts: [...facts],
    note: storyNote({
      type: thing.type,
      action: event.action,
      isError: event.outcome === "error",
      facts,
      before: before.get(event.cursor) ?? null,
    }),
  }));
}

function positionOf({ cursor }: EventRow): { readonly cursor: string; readonly at: EventPosition } {
  return { cursor, at: parseCursor(cursor) ?? { timeMs: 0, id: null } };
}

const PlaceRow = z.object({ id: z.string(), time: z.date(), fileId: z.number(), recordIndex: z.number() });

/** What the record of each says, by the event's cursor; nothing of those whose evidence is not kept any more. */
async function readRecords(ctx: Context, keys: readonly EventKey[]): Promise<Map<string, readonly StoryFact[]>> {
  const places = await rows(
    ctx.pool,
    PlaceRow,
    sql`
      select e.event_id as id, e.event_time as time, e.log_file_id as "fileId", e.record_index as "recordIndex"
      from unnest(${keys.map(({ principalId }) => principalId)}::int[], ${keys.map(({ time }) => time)}::timestamptz[],
        ${keys.map(({ id }) => id)}::uuid[]) k (principal_id, event_time, event_id)
      join event e on e.principal_id = k.principal_id and e.event_time = k.event_time and e.event_id = k.event_id`,
  );
  const reader = new EvidenceReader(ctx.pool);
  const told = new Map<string, readonly StoryFact[]>();
  const texts = await reader.read(places).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not-found") return new Map<string, string>();
    throw error;
  });
  for (const place of places) {
    const text = texts.get(placeKey(place));
    if (text !== undefined)
      told.set(cursorText({ timeMs: place.time.getTime(), id: place.id }), storyFacts(parsed(text)));
  }
  return told;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { EventRow } from "@/lib/events/contract";
import { cursorText, type EventPosition, parseCursor } from "@/lib/events/event-cursor";
import { nameEvents } from "@/lib/events/server/name-events";
import { readEvents } from "@/lib/events/server/read-rows";
import { emptyFilter } from "@/lib/events/server/resolved-filter";
import type { EventKey } from "@/lib/events/server/stored-event";
import { walkEvents } from "@/lib/events/server/walk-events";
import type { listTaskEvents as endpoint, TaskEventPage } from "@/lib/tasks/contract";
import { credentialIdsOf, resolveTask } from "./resolve-task";

type Input = z.output<typeof endpoint.input>;

/** The events of a task in the order of their seconds; those that share a second are marked, for their order is not recorded. */
export async function listTaskEvents(ctx: Context, { task, gap, cursor, limit }: Input): Promise<TaskEventPage> {
  const resolved = await resolveTask(ctx, task, gap);
  const { branches, piece, run } = resolved;
  const start = cursor === null ? null : parseCursor(cursor);
  if (cursor !== null && start === null)
    throw new AppError("invalid-input", `"${cursor}" is no place in a list of events.`);
  const span = { from: new Date(piece.fromMs), to: new Date(piece.toMs + 1) };
  const principals = branches.flatMap(({ use }) => use?.principalIds ?? []);
  const filter = { ...emptyFilter(span), principals, credentials: credentialIdsOf(branches) };
  // One more on each side: whether the first and the last of a page share their second with others.
  const walk =
    run === null
      ? await walkEvents(ctx, { filter, span, direction: 1, start, limit: limit + 1 })
      : { events: await readEvents(ctx, nextOfRun(run.keys, start, limit + 1)), reached: null };
  const found = await nameEvents(ctx, walk.events);
  const page = found.slice(0, limit);
  const rows = page.map((row, n) => ({
    ...row,
    lane: row.credential ?? "",
    orderUndecidable: [secondBefore(page, n, start?.timeMs ?? null), secondOf(found[n + 1])].includes(secondOf(row)),
  }));
  const last = page.at(-1);
  if (found.length > limit) return { rows, next: last?.cursor ?? null };
  return { rows, next: walk.reached && cursorText(walk.reached) };
}

function nextOfRun(keys: readonly EventKey[], start: EventPosition | null, limit: number): EventKey[] {
  const rest = keys.filter(({ time, id }) => {
    if (start === null) return true;
    return time.getTime() > start.timeMs || (time.getTime() === start.timeMs && id > (start.id ?? ""));
  });
  return rest.slice(0, limit);
}

function secondBefore(page: readonly EventRow[], n: number, startMs: number | null): number | null {
  const before = page[n - 1];
  return before === undefined ? (startMs === null ? null : Math.floor(startMs / 1_000)) : secondOf(before);
}

function secondOf(row: EventRow | undefined): number | null {
  return row === undefined ? null : Math.floor(row.timeMs / 1_000);
}

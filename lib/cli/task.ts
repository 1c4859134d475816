import { candidatesWords } from "@/lib/credentials/words";
import { parseArgs } from "node:util";
import { formatBytes, countOf, formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { Context } from "@/lib/context";
import { TASK_EVENTS_MAX, type TaskDetail, type TaskEvent } from "@/lib/tasks/contract";
import { getRemains } from "@/lib/tasks/server/get-remains";
import { getTask } from "@/lib/tasks/server/get-task";
import { listTaskEvents } from "@/lib/tasks/server/list-task-events";
import { toLinkJson } from "./chain";
import { type Io, UsageError } from "./io";
import { toRemainsJson, toRemainsLines } from "./remains-report";
import { gapOf, toTaskJson } from "./tasks";
import { withStore } from "./with-store";

const SHOWN = 50;

/** `wakeline task`: one piece of work with its tree of credentials and its events in order. */
export async function taskCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { gap: { type: "string" } },
  });
  const [task] = positionals;
  if (task === undefined || positionals.length > 1)
    throw new UsageError("Name one task by its id, or by a credential.");
  const gap = gapOf(values.gap);
  return withStore(io, async (ctx) => {
    const detail = await getTask(ctx, { task, gap });
    const remains = await getRemains(ctx, { of: { kind: "task", task }, at: null });
    if (io.json) {
      const events: TaskEvent[] = [];
      for await (const event of eventsOf(ctx, { task, gap })) events.push(event);
      io.stdout(JSON.stringify({ ...toJson(detail, events), remains: toRemainsJson(remains) }));
      return 0;
    }
    for (const line of [...toLines(detail), ...toRemainsLines(remains).map(visibleText)]) io.stdout(line);
    let shown = 0;
    for await (const event of eventsOf(ctx, { task, gap })) {
      if (shown++ >= SHOWN) break;
      io.stdout(eventLine(event));
    }
    if (detail.events > SHOWN) io.stdout(`  ${SHOWN} of ${countOf(detail.events, "event")}; --json gives all`);
    return 0;
  });
}

async function* eventsOf(ctx: Context, asked: { task: string; gap: TaskGap }): AsyncGenerator<TaskEvent> {
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof listTaskEvents>> = await listTaskEvents(ctx, {
      ...asked,
      cursor,
      limit: TASK_EVENTS_MAX,
    });
    yield* page.rows;
    if (page.next === null) return;
    cursor = page.next;
  }
}

type TaskGap = ReturnType<typeof gapOf>;

function toJson(
  {
    lanes,
    links,
    starter,
    starts,
    startsAreAll,
    possible,
    pieces,
    summary,
    isWhole,
    piecesInAll,
    isCutExactly,
    ...row
  }: TaskDetail,
  events: readonly TaskEvent[],
) {
  return {
    ...toTaskJson(row),
    tree: lanes.map(({ firstMs, lastMs, createdAtMs, expiresAtMs, ...lane }) => ({
      ...lane,
      firstAt: iso(firstMs),
      lastAt: iso(lastMs),
      createdAt: iso(createdAtMs),
      expiresAt: iso(expiresAtMs),
    })),
    links: links.map(toLinkJson),
    startedByCall: starter === null ? null : toLinkJson(starter),
    starts: starts.map(({ timeMs, ...start }) => ({ ...start, time: iso(timeMs) })),
    startsAreAll,
    possible: possible.map(({ firstMs, ...one }) => ({ ...one, firstAt: iso(firstMs) })),
    isWhole,
    pieces: pieces.map(({ id, fromMs, toMs, events: n }) => ({ id, from: iso(fromMs), to: iso(toMs), events: n })),
    piecesInAll,
    isCutExactly,
    summary,
    eventsInOrder: events.map((event) => ({
      eventId: event.eventId,
      time: iso(event.timeMs),
      credential: event.lane,
      identityId: event.identityId,
      identity: event.identity,
      action: `${event.source}:${event.action}`,
      account: event.account,
      region: event.region,
      resource: event.resource?.key ?? null,
      outcome: event.outcome,
      errorCode: event.errorCode,
      orderUndecidable: event.orderUndecidable,
    })),
  };
}

function toLines(detail: TaskDetail): string[] {
  const { summary } = detail;
  return [
    detail.title,
    `id          ${detail.id}`,
    `cut by      ${detail.basis}${detail.gapSeconds === null ? "" : ` of ${detail.gapSeconds} s`}; piece of ${formatCount(detail.piecesInAll)}${detail.isCutExactly ? "" : ", cut from counts of hours"}`,
    `time        ${iso(detail.firstMs)} to ${iso(detail.lastMs)}`,
    `started by  ${detail.startedBy ?? (detail.candidates > 1 ? `1 of ${candidatesWords(detail.candidates)}, not told apart` : "not known")}`,
    ...(detail.invocation === null
      ? []
      : [`invocation  ${detail.invocation.eventId ?? "not known"}: ${detail.invocation.because}`]),
    ...(detail.starter === null
      ? []
      : [`asked by    ${detail.starter.from}  ${detail.starter.grade}  ${detail.starter.issuingEventId}`]),
    `events      ${formatCount(detail.events)}, of them ${formatCount(summary.errors)} errors, ${formatCount(summary.denials)} denials; ${formatBytes(summary.bytes)} moved`,
    `credentials ${formatCount(detail.credentials)}${detail.isWhole ? "" : ", and more that are not shown"}`,
    ...detail.lanes.map(
      (lane) =>
        `  ${"  ".repeat(lane.depth)}${lane.key}  ${lane.who.name}  ${countOf(lane.events, "event")}  ${iso(lane.firstMs) ?? "not used"}`,
    ),
    ...detail.links.map(
      (link) => `  ${link.from} -> ${link.to}  ${link.grade}  ${link.mechanism}  ${link.issuingEventId ?? "-"}`,
    ),
    ...detail.starts.map(
      ({ eventId, timeMs, action, lanes }) =>
        `  ${iso(timeMs)}  ${action} in ${eventId} started ${lanes.length === 0 ? "work of which no session is known for certain" : lanes.join(", ")}`,
    ),
    ...detail.possible.map(
      (one) => `  ${one.own} of ${candidatesWords(one.of)}: ${one.key}  ${one.who.name}  may have come from it`,
    ),
    `possible hand-offs ${formatCount(summary.handOffsInAll)}`,
    ...summary.handOffs.map((one) => `  ${iso(one.timeMs)}  ${one.action}  ${one.resource ?? ""}`),
  ].map(visibleText);
}

function eventLine(event: TaskEvent): string {
  const order = event.orderUndecidable ? "~" : " ";
  const outcome = event.outcome === "error" ? (event.errorCode ?? "error") : "ok";
  return visibleText(
    `${order} ${iso(event.timeMs)}  ${event.lane}  ${event.action}  ${event.resource?.key ?? "-"}  ${outcome}`,
  );
}

function iso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

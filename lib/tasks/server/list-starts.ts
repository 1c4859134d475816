import type { Context } from "@/lib/context";
import { readStarts } from "@/lib/credentials/server/read-starts";
import { sql } from "@/lib/db/sql";
import { STARTS_MAX, type TaskDetail } from "@/lib/tasks/contract";
import { credentialIdsOf, type ResolvedTask } from "./resolve-task";

/** Marks of one call: a task has two, and a call starts ten at most. */
const MARKS_MAX = STARTS_MAX * 20;

/** The calls of a task that started work under other roles, each with the lanes that are this work. */
export async function listStarts(
  ctx: Context,
  { branches, piece }: ResolvedTask,
): Promise<Pick<TaskDetail, "starts" | "startsAreAll">> {
  const marks = await readStarts(
    ctx,
    sql`
      select * from run_mark
      where credential_id = any(${credentialIdsOf(branches)}::int[]) and kind in ('start', 'start-role')
        and event_time >= ${new Date(piece.fromMs)} and event_time <= ${new Date(piece.toMs)}
      order by event_time, event_id, n limit ${MARKS_MAX}`,
  );
  const starts = new Map<string, TaskDetail["starts"][number]>();
  for (const { eventId, timeMs, action, kind, value } of marks) {
    const known = starts.get(eventId) ?? { eventId, timeMs, action, ids: 0, lanes: lanesOf(branches, eventId) };
    // An id stands there twice: in the work's ARN, and as the name of its session.
    const isId = kind === "start" && (value.startsWith("arn:") || known.ids === 0);
    starts.set(eventId, { ...known, ids: known.ids + (isId ? 1 : 0) });
  }
  const all = [...starts.values()];
  return { starts: all.slice(0, STARTS_MAX), startsAreAll: marks.length < MARKS_MAX && all.length <= STARTS_MAX };
}

function lanesOf(branches: ResolvedTask["branches"], eventId: string): string[] {
  return branches.flatMap(({ key, link }) =>
    link?.mechanism === "started-work" && link.issuingEventId === eventId ? [key] : [],
  );
}

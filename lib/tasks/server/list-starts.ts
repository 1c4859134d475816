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
  const values = new Map<string, string[]>();
  for (const { eventId, timeMs, action, kind, value } of marks) {
    const ids = [...(values.get(eventId) ?? []), ...(kind === "start" ? [value] : [])];
    values.set(eventId, ids);
    starts.set(eventId, { eventId, timeMs, action, ids: countOf(ids), lanes: lanesOf(branches, eventId) });
  }
  const all = [...starts.values()];
  return { starts: all.slice(0, STARTS_MAX), startsAreAll: marks.length < MARKS_MAX && all.length <= STARTS_MAX };
}

/** The id of one piece of work may stand there twice: in its ARN, and as the name of its session. */
function countOf(ids: readonly string[]): number {
  const arns = ids.filter((id) => id.startsWith("arn:")).length;
  return Math.max(arns, ids.length - arns);
}

function lanesOf(branches: ResolvedTask["branches"], eventId: string): string[] {
  return branches.flatMap(({ key, link }) =>
    link?.mechanism === "started-work" && link.issuingEventId === eventId ? [key] : [],
  );
}

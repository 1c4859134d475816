import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { getTask as endpoint, TaskCredential, TaskDetail } from "@/lib/tasks/contract";
import { PIECES_MAX, POSSIBLE_MAX } from "@/lib/tasks/contract";
import { taskId } from "@/lib/tasks/task-id";
import { readSummary } from "./read-summary";
import { listStarts } from "./list-starts";
import { type LaneCount, readLaneCounts } from "./read-lane-counts";
import { resolveTask, rowOf } from "./resolve-task";
import type { Branch } from "./read-tree";

type Input = z.output<typeof endpoint.input>;

/** One task: its tree of credentials with the proof of every link, and what was done in it, in numbers. */
export async function getTask(ctx: Context, { task, gap }: Input): Promise<TaskDetail> {
  const resolved = await resolveTask(ctx, task, gap);
  const { branches, pieces, ref } = resolved;
  const [counts, summary, starts] = await Promise.all([
    readLaneCounts(ctx, resolved),
    readSummary(ctx, resolved),
    listStarts(ctx, resolved),
  ]);
  return {
    ...rowOf(resolved),
    lanes: branches.map((branch) =>
      toLane(
        branch.depth === 0 && branch.link === null && resolved.run === null
          ? { ...branch, link: resolved.cameBy }
          : branch,
        counts.get(branch.key),
      ),
    ),
    links: branches.flatMap(({ link }) => link ?? []),
    starter: resolved.starter,
    ...starts,
    isWhole: resolved.isWhole,
    possible: resolved.possible.slice(0, POSSIBLE_MAX).map(({ use, own, of, apart }) => ({
      key: use.key,
      who: use.by,
      sessionName: use.sessionName,
      firstMs: use.firstMs,
      own,
      of,
      apart,
    })),
    possibleInAll: resolved.possible.length,
    pieces: pieces.slice(0, PIECES_MAX).map((one) => ({
      ...one,
      id:
        resolved.run === null
          ? taskId({ ...ref, atMs: pieces.length > 1 ? one.fromMs : null })
          : taskId(resolved.run.ref),
    })),
    piecesInAll: pieces.length,
    isCutExactly: resolved.isExact,
    summary,
  };
}

function toLane({ key, link, use, depth }: Branch, count: LaneCount | undefined): TaskCredential {
  return {
    key,
    who: use?.by ?? link?.toWho ?? { id: null, name: "not seen again", kind: "unattributed" },
    account: use?.account ?? null,
    sessionName: use?.sessionName ?? link?.sessionName ?? null,
    depth,
    firstMs: count?.firstMs ?? null,
    lastMs: count?.lastMs ?? null,
    createdAtMs: use?.createdAtMs ?? link?.atMs ?? null,
    expiresAtMs: link?.expiresAtMs ?? null,
    events: count?.events ?? 0,
    errors: count?.errors ?? 0,
  };
}

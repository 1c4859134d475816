import type { Context } from "@/lib/context";
import { AppError } from "@/lib/base/app-error";
import type { Link } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { weakestGrade } from "@/lib/credentials/link";
import { getUse } from "@/lib/credentials/server/get-use";
import { uidOf } from "@/lib/credentials/server/uid-of";
import type { Gap, TaskRow } from "@/lib/tasks/contract";
import { basisOf, defaultGapMs, titleOf } from "@/lib/tasks/cut-basis";
import { pieceAt, type Stretch } from "@/lib/tasks/cut-pieces";
import { parseTaskId, type RunRef, taskId } from "@/lib/tasks/task-id";
import { findRoot } from "./find-root";
import { type Branch, readTree } from "./read-tree";
import { type Pieces, readPieces } from "./read-pieces";
import { readRun, type Run } from "./read-run";

/** A tree of credentials with the pieces into which its work is cut. */
export type CutTree = Pieces & {
  readonly root: Use;
  readonly uid: string;
  readonly cameBy: Link | null;
  readonly branches: readonly Branch[];
  readonly isWhole: boolean;
  readonly gapMs: number | null;
};

export type ResolvedTask = CutTree & {
  readonly piece: Stretch;
  /** The events of a run, which carries its id; null where time and credentials say which events there are. */
  readonly run: Run | null;
};

/** The task that an id means; a credential's own name stands for the whole of what came from its root. */
export async function resolveTask(ctx: Context, text: string, gap: Gap): Promise<ResolvedTask> {
  const ref = parseTaskId(text);
  if (ref.kind === "run") return resolveRun(ctx, ref);
  const start = await getUse(ctx, ref.credential);
  const tree = await cutTree(ctx, start, ref.atMs === null && gap === null ? "none" : gap);
  const piece = pieceAt(tree.pieces, ref.atMs ?? start.firstMs ?? 0);
  if (piece === null)
    throw new AppError("not-found", `Credential "${ref.credential}" was never used in this store: it has no task.`);
  return { ...tree, piece, run: null };
}

/** What carries one run's id, with the credentials that were used in it; what else ran at the time is shown, and not counted. */
async function resolveRun(ctx: Context, ref: RunRef): Promise<ResolvedTask> {
  const run = await readRun(ctx, ref);
  const [root] = run.branches;
  if (root?.use == null || run.keys.length === 0)
    throw new AppError("not-found", `No record of the run "${ref.value}" names a credential in this store.`);
  const times = run.keys.map(({ time }) => time.getTime());
  const piece = { fromMs: Math.min(...times), toMs: Math.max(...times), events: run.keys.length };
  const uid = await uidOf(ctx, root.use);
  const whole = { root: root.use, uid, cameBy: null, gapMs: null, isWhole: run.isWhole, isExact: true };
  return { ...whole, branches: run.branches, pieces: [piece], piece, run };
}

/** The whole tree that a credential belongs to, cut as asked for, or as its kind of credential suggests. */
export async function cutTree(ctx: Context, start: Use, gap: Gap): Promise<CutTree> {
  const { use: root, cameBy } = await findRoot(ctx, start);
  const [{ branches, isWhole }, uid] = await Promise.all([readTree(ctx, root), uidOf(ctx, root)]);
  const gapMs = gap === null ? defaultGapMs(root, cameBy) : gap === "none" ? null : gap * 1_000;
  const { pieces, isExact } = await readPieces(ctx, credentialIdsOf(branches), gapMs);
  return { root, uid, cameBy, branches, isWhole, gapMs, pieces, isExact };
}

/** Every row of `credential` in a tree. */
export function credentialIdsOf(branches: readonly Branch[]): number[] {
  return branches.flatMap(({ use }) => use?.credentialIds ?? []);
}

/** A task as lists show it. */
export function rowOf(task: ResolvedTask): TaskRow {
  const row = toTaskRow(task, task.piece);
  if (task.run === null) return row;
  const id = taskId(task.run.ref);
  const { value } = task.run.ref;
  return { ...row, id, whole: id, basis: "run-id", title: titleOf(value, "run-id"), root: value };
}

/** One piece of a tree's work as lists show it. */
export function toTaskRow(tree: CutTree, piece: Stretch): TaskRow {
  const { root, uid, cameBy, branches, gapMs, pieces } = tree;
  const basis = basisOf(pieces.length > 1 ? gapMs : null);
  return {
    id: taskId({ kind: "credential", credential: uid, atMs: pieces.length > 1 ? piece.fromMs : null }),
    whole: taskId({ kind: "credential", credential: uid, atMs: null }),
    title: titleOf(root.key, basis),
    basis,
    gapSeconds: gapMs === null ? null : gapMs / 1_000,
    root: root.key,
    who: root.by,
    startedBy: cameBy?.from ?? null,
    firstMs: piece.fromMs,
    lastMs: piece.toMs,
    events: piece.events,
    credentials: branches.length,
    grade: weakestGrade(branches.flatMap(({ link }) => link?.grade ?? [])),
  };
}

import type { Context } from "@/lib/context";
import { AppError } from "@/lib/base/app-error";
import type { Link } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { weakestGrade } from "@/lib/credentials/link";
import { getUse } from "@/lib/credentials/server/get-use";
import { workOf } from "@/lib/credentials/started-work";
import { uidOf } from "@/lib/credentials/server/uid-of";
import type { Gap, TaskRow } from "@/lib/tasks/contract";
import { basisOf, defaultGapMs, titleOf, workloadOf } from "@/lib/tasks/cut-basis";
import { pieceAt, type Stretch } from "@/lib/tasks/cut-pieces";
import { type FunctionCalls, invocationOf } from "@/lib/tasks/function-invocation";
import { parseTaskId, type RunRef, taskId, type TreeRef } from "@/lib/tasks/task-id";
import { findRoot } from "./find-root";
import { type Branch, readTree, readTreeOf, type Tree } from "./read-tree";
import { readFunctionCalls } from "./read-function-calls";
import { type Pieces, readPieces } from "./read-pieces";
import { readRun, type Run } from "./read-run";
import { readWorkload } from "./read-workload";

/** A tree of credentials with the pieces into which its work is cut. */
export type CutTree = Pieces & {
  readonly root: Use;
  /** Names it, whatever it is cut into. */
  readonly ref: TreeRef;
  readonly cameBy: Link | null;
  /** See `Root`. */
  readonly candidates: number;
  /** See `Root`. */
  readonly starter: Link | null;
  readonly possible: Tree["possible"];
  readonly branches: readonly Branch[];
  readonly isWhole: boolean;
  readonly gapMs: number | null;
  /** Of a function's credential. */
  readonly calls: FunctionCalls | null;
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
  const asked = ref.atMs === null && gap === null ? "none" : gap;
  const start = ref.kind === "workload" ? null : await getUse(ctx, ref.credential);
  const tree = start === null ? await workloadTree(ctx, ref, asked) : await cutTree(ctx, start, asked);
  const piece = pieceAt(tree.pieces, ref.atMs ?? start?.firstMs ?? tree.root.firstMs ?? 0);
  if (piece === null) throw new AppError("not-found", `"${text}" was never used in this store: it has no task.`);
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
  const credential = await uidOf(ctx, root.use);
  const named = { kind: "credential" as const, credential, atMs: null };
  const whole = {
    root: root.use,
    ref: named,
    cameBy: null,
    gapMs: null,
    calls: null,
    isWhole: run.isWhole,
    isExact: true,
  };
  return { ...whole, candidates: 0, starter: null, possible: [], branches: run.branches, pieces: [piece], piece, run };
}

/** The whole tree that a credential belongs to, cut as asked for, or as its kind of credential suggests. */
export async function cutTree(ctx: Context, start: Use, gap: Gap): Promise<CutTree> {
  const { use: root, cameBy, candidates, starter } = await findRoot(ctx, start);
  const [tree, credential] = await Promise.all([readTree(ctx, root), uidOf(ctx, root)]);
  return cut(
    ctx,
    { ...tree, root, cameBy, candidates, starter, ref: { kind: "credential", credential, atMs: null } },
    gap,
  );
}

/** All credentials that one workload was given, with what came from each. */
async function workloadTree(ctx: Context, ref: TreeRef, gap: Gap): Promise<CutTree> {
  const workload = ref.kind === "workload" ? ref.workload : "";
  const given = await readWorkload(ctx, workload);
  const root = given[0]?.use;
  if (root == null) throw new AppError("not-found", `No credential in this store was given to "${workload}".`);
  return cut(
    ctx,
    {
      ...(await readTreeOf(ctx, given)),
      root,
      cameBy: null,
      candidates: 0,
      starter: null,
      ref: { ...ref, atMs: null },
    },
    gap,
  );
}

type Uncut = Pick<CutTree, "root" | "cameBy" | "candidates" | "starter" | "possible" | "ref" | "branches" | "isWhole">;

async function cut(ctx: Context, tree: Uncut, gap: Gap): Promise<CutTree> {
  const gapMs = gap === null ? defaultGapMs(tree.root, tree.cameBy) : gap === "none" ? null : gap * 1_000;
  const cutAt = await readPieces(ctx, credentialIdsOf(tree.branches), gapMs);
  const calls = tree.ref.kind === "credential" ? await readFunctionCalls(ctx, tree.root, cutAt.pieces) : null;
  return { ...tree, gapMs, calls, ...cutAt };
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
  const { root, ref, cameBy, branches, gapMs, pieces } = tree;
  const workload = ref.kind === "workload" ? ref.workload : workloadOf(root);
  const work = ref.kind === "workload" ? null : workOf(root, cameBy);
  const invocation = tree.calls === null ? null : invocationOf(piece, tree.calls);
  const called =
    invocation?.eventId == null ? null : `${root.scope} by ${root.key}, the only one on record at the time`;
  const basis = called === null ? basisOf(pieces.length > 1 ? gapMs : null, work) : "invocation";
  return {
    id: taskId({ ...ref, atMs: pieces.length > 1 ? piece.fromMs : null }),
    whole: taskId(ref),
    workload: workload === null ? null : taskId({ kind: "workload", workload, atMs: null }),
    title:
      ref.kind === "workload"
        ? `work of ${ref.workload}, credential after credential`
        : titleOf(basis === "invocation" ? (work ?? called ?? root.key) : root.key, basis),
    basis,
    invocation,
    gapSeconds: gapMs === null ? null : gapMs / 1_000,
    root: root.key,
    who: root.by,
    sessionName: root.sessionName,
    startedBy: cameBy?.from ?? null,
    startedByName: cameBy?.fromWho?.name ?? cameBy?.from ?? null,
    askedBy: tree.starter?.fromWho?.name ?? null,
    candidates: tree.candidates,
    firstMs: piece.fromMs,
    lastMs: piece.toMs,
    events: piece.events,
    credentials: branches.length,
    grade: weakestGrade(branches.flatMap(({ link }) => link?.grade ?? [])),
  };
}

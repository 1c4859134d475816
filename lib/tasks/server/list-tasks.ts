import type { z } from "zod";
import type { Context } from "@/lib/context";
import { pageOfCredentials } from "@/lib/credentials/server/page-of-credentials";
import { readUses } from "@/lib/credentials/server/read-uses";
import { resolveIdentity } from "@/lib/identities/server/resolve-identity";
import { type listTasks as endpoint, PIECES_MAX, type TaskPage, type TaskRow } from "@/lib/tasks/contract";
import { type CutTree, cutTree, toTaskRow } from "./resolve-task";

type Input = z.output<typeof endpoint.input>;

/**
 * The pieces of work of an identity, by its credentials: long-term ones, then the newest first. The work of a tree stands where
 * its root does; that of trees that began with another identity stands with the first of its own credentials in them.
 */
export async function listTasks(ctx: Context, { identity, gap, cursor, limit }: Input): Promise<TaskPage> {
  const { id } = await resolveIdentity(ctx, identity);
  const { keys, next, inAll } = await pageOfCredentials(ctx, { identityId: id, cursor, limit });
  const own = (await readUses(ctx, keys)).filter(({ by }) => by.id === id);
  const tasks: TaskRow[] = [];
  let leftOut = 0;
  for (const key of keys) {
    const use = own.find((one) => one.key === key);
    const tree = use === undefined || use.firstMs === null ? null : await cutTree(ctx, use, gap);
    if (tree === null || use === undefined || firstOwn(tree, id) !== use.key) continue;
    const pieces = tree.pieces.toReversed();
    leftOut += Math.max(0, pieces.length - PIECES_MAX);
    tasks.push(...pieces.slice(0, PIECES_MAX).map((piece) => toTaskRow(tree, piece)));
  }
  return { rows: tasks, next, leftOut, credentials: inAll };
}

function firstOwn({ branches }: CutTree, identityId: string): string | null {
  return branches.find(({ use }) => use?.by.id === identityId)?.key ?? null;
}

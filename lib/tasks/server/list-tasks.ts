import { z } from "zod";
import { RUN_KINDS, SHARED_RUN_KINDS } from "@/lib/cloudtrail/issuance";
import type { Context } from "@/lib/context";
import { pageOfCredentials } from "@/lib/credentials/server/page-of-credentials";
import { readUses } from "@/lib/credentials/server/read-uses";
import type { Use } from "@/lib/credentials/link-facts";
import { rows, sql } from "@/lib/db/sql";
import { resolveIdentity } from "@/lib/identities/server/resolve-identity";
import { type listTasks as endpoint, PIECES_MAX, type TaskPage, type TaskRow } from "@/lib/tasks/contract";
import { titleOf } from "@/lib/tasks/cut-basis";
import { taskId } from "@/lib/tasks/task-id";
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
  const runs = await readRuns(ctx, own);
  return { rows: [...tasks, ...runs.rows], next, leftOut: leftOut + runs.leftOut, credentials: inAll };
}

const RUNS_MAX = 500;

const RunRow = z.object({
  kind: z.enum(RUN_KINDS),
  value: z.string(),
  key: z.string(),
  credentials: z.number(),
  events: z.number(),
  first: z.date(),
  last: z.date(),
  inAll: z.number(),
});

/** Runs whose ids the calls of these credentials carry: cut by what records say, not by time. */
async function readRuns(ctx: Context, uses: readonly Use[]): Promise<{ rows: TaskRow[]; leftOut: number }> {
  const found = await rows(
    ctx.pool,
    RunRow,
    sql`
      select m.kind, m.value, min(c.key) as key, count(distinct c.key)::int as credentials, count(*)::float8 as events,
        min(m.event_time) as first, max(m.event_time) as last, (count(*) over ())::int as "inAll"
      from run_mark m join credential c on c.id = m.credential_id
      where m.kind = any(${[...SHARED_RUN_KINDS]}) and m.credential_id = any(${uses.flatMap(({ credentialIds }) => credentialIds)}::int[])
      group by m.kind, m.value order by max(m.event_time) desc, m.kind, m.value limit ${RUNS_MAX}`,
  );
  const who = uses[0]?.by;
  if (who === undefined) return { rows: [], leftOut: 0 };
  return {
    rows: found.map(({ kind, value, key, credentials, events, first, last }): TaskRow => {
      const id = taskId({ kind: "run", run: kind, value });
      const title = titleOf(value, "run-id");
      const cut = { basis: "run-id" as const, gapSeconds: null, candidates: 0, grade: null, invocation: null };
      const begun = { sessionName: null, startedBy: key, startedByName: key, askedBy: null };
      return {
        id,
        whole: id,
        workload: null,
        title,
        root: value,
        who,
        ...cut,
        ...begun,
        firstMs: first.getTime(),
        lastMs: last.getTime(),
        events,
        credentials,
      };
    }),
    leftOut: Math.max(0, (found[0]?.inAll ?? 0) - RUNS_MAX),
  };
}

function firstOwn({ branches }: CutTree, identityId: string): string | null {
  return branches.find(({ use }) => use?.by.id === identityId)?.key ?? null;
}

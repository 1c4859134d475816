import type { Context } from "@/lib/context";
import type { Link } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { readWhere } from "@/lib/credentials/server/read-uses";
import { sql } from "@/lib/db/sql";
import { workloadOf } from "@/lib/tasks/cut-basis";
import type { Branch } from "./read-tree";

const REFRESHES_MAX = 300;

/** The credentials that a function, task or instance was given, each joined to the one before: the newest 300, oldest first. */
export async function readWorkload(ctx: Context, workload: string): Promise<Branch[]> {
  const found = await readWhere(
    ctx,
    sql`(
      select * from (
        select * from credential where scope = ${workload}
        union select * from credential where session_name = ${workload} and scope is null and delivery is not null
      ) c where not forwarded order by created_at desc nulls last, uid limit ${REFRESHES_MAX}
    ) c`,
  );
  const uses = found.filter((use) => workloadOf(use) === workload && use.firstMs !== null).sort(byBirth);
  return uses.map((use, n): Branch => {
    const before = uses[n - 1];
    return { key: use.key, use, depth: 0, link: before === undefined ? null : refreshLink(before, use, workload) };
  });
}

function refreshLink(before: Use, use: Use, workload: string): Link {
  return {
    from: before.key,
    fromIsKey: true,
    fromWho: before.by,
    to: use.key,
    toWho: use.by,
    grade: "C",
    mechanism: "same-workload",
    issuingEventId: before.firstEventId,
    usedEventId: use.firstEventId,
    atMs: use.createdAtMs ?? use.firstMs,
    expiresAtMs: null,
    because: `Both were given to ${workload}, one after the other.`,
    recordedIn: [],
    region: null,
    sessionName: use.sessionName,
    scope: null,
    tags: [],
  };
}

function byBirth(a: Use, b: Use): number {
  return (a.createdAtMs ?? a.firstMs ?? 0) - (b.createdAtMs ?? b.firstMs ?? 0) || (a.key < b.key ? -1 : 1);
}

import type { Context } from "@/lib/context";
import type { Link } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { walkBack } from "@/lib/credentials/server/walk-back";
import { joins } from "./read-tree";

/** The first credential of a chain of links that join, and the link by which it came itself, where one is known. */
export type Root = {
  readonly use: Use;
  readonly cameBy: Link | null;
  /** Of so many possible origins one is true, and nothing tells which; 0 where one is known or none. */
  readonly candidates: number;
  /** The call that started this work under another role, where one did. */
  readonly starter: Link | null;
};

/** Where the work of a credential began: back over issuances until none is known, or only time and place speak for it. */
export async function findRoot(ctx: Context, start: Use): Promise<Root> {
  const { links, uses, candidates } = await walkBack(ctx, start);
  let use = start;
  let n = links.length - 1;
  for (; n >= 0; n -= 1) {
    const link = links[n];
    if (link === undefined || !link.fromIsKey || !joins(link)) break;
    const before = uses.find(({ key }) => key === link.from);
    if (before === undefined) break;
    use = before;
  }
  // Candidates are those of the credential at which the whole way ends.
  const cameBy = links[n] ?? null;
  const starter = [cameBy, links[n - 1]].find((link) => link?.mechanism === "started-work") ?? null;
  const isEnd = n < 0 || (n === 0 && cameBy?.mechanism === "service-assume-role");
  return { use, cameBy, candidates: isEnd ? candidates.length : 0, starter };
}

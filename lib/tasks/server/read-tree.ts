import type { Context } from "@/lib/context";
import { type PossibleChild, readChildren } from "@/lib/credentials/server/read-children";
import { readStarted } from "@/lib/credentials/server/read-started";
import type { Link } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { withoutCircles } from "@/lib/tasks/without-circles";

/** A credential of a tree: the link by which it came, none for the root; without a use where it was issued and not seen again. */
export type Branch = {
  readonly key: string;
  readonly link: Link | null;
  readonly use: Use | null;
  readonly depth: number;
};

export type Tree = {
  readonly branches: readonly Branch[];
  readonly isWhole: boolean;
  /** What may belong to it as well as to others. */
  readonly possible: readonly PossibleChild[];
};

const BRANCHES_MAX = 500;
const DEPTH_MAX = 32;

/** All credentials that came from one, generation by generation; links by time and place alone join nothing. */
export function readTree(ctx: Context, root: Use): Promise<Tree> {
  return readTreeOf(ctx, [{ key: root.key, link: null, use: root, depth: 0 }]);
}

/** The same for several at once, which somebody joined. */
export async function readTreeOf(ctx: Context, roots: readonly Branch[]): Promise<Tree> {
  const branches = [...roots];
  const possible: PossibleChild[] = [];
  let parents = roots.flatMap(({ use }) => use ?? []);
  const seen = new Set(parents.map(idOf));
  const back: Link[] = [];
  let isWhole = true;
  for (let depth = 1; parents.length > 0 && depth <= DEPTH_MAX; depth += 1) {
    const [issued, started] = await Promise.all([readChildren(ctx, parents), readStarted(ctx, parents)]);
    possible.push(...issued.possible, ...started.possible);
    isWhole &&= issued.isWhole && started.isWhole;
    const children = [...issued.children.filter(({ link }) => joins(link)), ...started.children];
    parents = [];
    for (const { link, use } of children) {
      if (branches.length >= BRANCHES_MAX)
        return { branches: withoutCircles(branches, back), isWhole: false, possible };
      if (use !== null && seen.has(idOf(use))) {
        back.push(link);
        continue;
      }
      if (use !== null) seen.add(idOf(use));
      branches.push({ key: link.to, link, use, depth });
      if (use !== null) parents.push(use);
    }
  }
  return { branches: withoutCircles(branches, back), isWhole, possible };
}

/**
 * Whether a credential has its root before a link. A service that calls for a user signs with a key that only time joins to the user's
 * own: one identity all the same. Work that a call started is a task of its own, and part of that which started it.
 */
export function joins(link: Link): boolean {
  if (link.mechanism === "started-work") return false;
  return link.grade !== "D" || link.mechanism === "forwarded-access";
}

function idOf({ key, by, createdAtMs }: Use): string {
  return `${by.id} ${key} ${createdAtMs}`;
}

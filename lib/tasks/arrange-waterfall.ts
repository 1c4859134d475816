import type { ChainLink } from "@/lib/credentials/contract";
import type { TaskCredential } from "./contract";

/** One line of the waterfall. */
export type WaterfallRow = {
  readonly lane: TaskCredential;
  /** Positions in the task's lanes whose events are drawn here: its own, and those of what is folded into it. */
  readonly lanes: readonly number[];
  readonly depth: number;
  /** How many credentials came from it, directly or not. */
  readonly descendants: number;
  readonly isFolded: boolean;
  /** The link by which it came from another row of the picture, and that row's place. */
  readonly from: { readonly row: number; readonly link: ChainLink } | null;
  /** The account that it was issued from, where that is another than its own. */
  readonly fromAccount: string | null;
};

type Node = {
  readonly index: number;
  readonly lane: TaskCredential;
  readonly link: ChainLink | null;
  readonly children: Node[];
};

/** Credentials as a tree from top to bottom, each under what it came from, in the order in which they were issued; total for broken links. */
export function arrangeWaterfall(
  lanes: readonly TaskCredential[],
  links: readonly ChainLink[],
  folded: ReadonlySet<string>,
): WaterfallRow[] {
  const rows: WaterfallRow[] = [];
  const add = (node: Node, depth: number, parent: { row: number; account: string | null } | null): void => {
    const isFolded = folded.has(node.lane.key) && node.children.length > 0;
    const below = descendantsOf(node);
    const { account } = node.lane;
    const row = rows.length;
    rows.push({
      lane: node.lane,
      lanes: isFolded ? [node.index, ...below] : [node.index],
      depth,
      descendants: below.length,
      isFolded,
      from: parent === null || node.link === null ? null : { row: parent.row, link: node.link },
      fromAccount:
        parent === null || parent.account === null || account === null || parent.account === account
          ? null
          : parent.account,
    });
    if (!isFolded) for (const child of node.children) add(child, depth + 1, { row, account });
  };
  for (const root of treeOf(lanes, links)) add(root, 0, null);
  return rows;
}

function treeOf(lanes: readonly TaskCredential[], links: readonly ChainLink[]): Node[] {
  const linkTo = new Map(links.map((link) => [link.to, link]));
  const nodes = lanes.map((lane, index): Node => ({ index, lane, link: linkTo.get(lane.key) ?? null, children: [] }));
  const byKey = new Map(nodes.map((node) => [node.lane.key, node]));
  const roots: Node[] = [];
  for (const node of nodes) {
    const parent = node.link === null ? undefined : byKey.get(node.link.from);
    // A parent stands before its children in the task's own order: a link that says otherwise cannot make a circle.
    if (parent === undefined || parent.index >= node.index) roots.push(node);
    else parent.children.push(node);
  }
  for (const node of nodes) node.children.sort((a, b) => beginOf(a) - beginOf(b) || a.index - b.index);
  return roots;
}

function beginOf({ lane, link }: Node): number {
  return link?.atMs ?? lane.createdAtMs ?? lane.firstMs ?? Number.MAX_SAFE_INTEGER;
}

function descendantsOf(node: Node): number[] {
  return node.children.flatMap((child) => [child.index, ...descendantsOf(child)]);
}

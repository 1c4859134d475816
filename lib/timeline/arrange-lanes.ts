import type { Lane, LaneName } from "./contract";

/** A line of the picture: one lane, or the head of lanes that share their outer name. */
export type LaneLine = {
  readonly key: string;
  readonly name: LaneName;
  readonly isHead: boolean;
  /** Lanes whose events it shows, as positions in the list of lanes: of a head those that are folded into it. */
  readonly lanes: readonly number[];
  /** Keys of all lanes that it stands for, folded or not. */
  readonly keys: readonly string[];
  readonly isPinned: boolean;
  readonly isFolded: boolean;
  /** A family of which nothing was delivered: its line is there for what lies behind it. */
  readonly isUnseen: boolean;
  /** 0 for what stands alone or is a head, 1 for a lane below a head. */
  readonly depth: 0 | 1;
  readonly topPx: number;
  readonly heightPx: number;
};

export type LaneArrangement = {
  /** Keys in the order in which they were pinned. */
  readonly pinned: readonly string[];
  /** Keys of heads whose lanes are folded away. */
  readonly folded: ReadonlySet<string>;
  /** Families of which nothing was delivered although it may have been done. */
  readonly unseen: readonly { readonly family: string; readonly title: string; readonly group: string }[];
};

export const LANE_PX = 26;
export const HEAD_PX = 26;

type Draft = Omit<LaneLine, "topPx" | "heightPx">;

/** Puts lanes into lines from top to bottom: the pinned ones first, then each group with its lanes, in the order in which they came. */
export function arrangeLanes(lanes: readonly Lane[], { pinned, folded, unseen }: LaneArrangement): LaneLine[] {
  const indexes = lanes.map((_, index) => index);
  const isPinned = (index: number): boolean => pinned.includes(lanes[index]?.key ?? "");
  const first = pinned.flatMap((key) => indexes.filter((index) => lanes[index]?.key === key));
  const rest = indexes.filter((index) => !isPinned(index));
  const isNested = lanes.some(({ names }) => names.length === 2);
  const drafts = [
    ...first.map((index) => laneDraft(lanes, index, { isPinned: true, depth: 0 })),
    ...(isNested
      ? groupsOf(lanes, rest).flatMap((group) => groupDrafts(lanes, group, folded))
      : rest.map((index) => laneDraft(lanes, index, { isPinned: false, depth: 0 }))),
    ...unseenDrafts(unseen, folded),
  ];
  let topPx = 0;
  return drafts.map((draft) => {
    const heightPx = draft.isHead && !draft.isFolded ? HEAD_PX : LANE_PX;
    const line = { ...draft, topPx, heightPx };
    topPx += heightPx;
    return line;
  });
}

/** How high all lines are together. */
export function linesHeight(lines: readonly LaneLine[]): number {
  const last = lines.at(-1);
  return last === undefined ? 0 : last.topPx + last.heightPx;
}

/** The line at a height; undefined below the last. */
export function lineAt(lines: readonly LaneLine[], yPx: number): LaneLine | undefined {
  return lines.find(({ topPx, heightPx }) => yPx >= topPx && yPx < topPx + heightPx);
}

function laneDraft(
  lanes: readonly Lane[],
  index: number,
  { isPinned, depth }: { isPinned: boolean; depth: 0 | 1 },
): Draft {
  const lane = lanes[index];
  const name = lane?.names.at(-1) ?? UNNAMED;
  const outer = lane?.names.length === 2 && depth === 0 ? lane.names[0] : undefined;
  return {
    key: lane?.key ?? "",
    name: outer === undefined ? name : { ...name, note: outer.label },
    isHead: false,
    lanes: [index],
    keys: [lane?.key ?? ""],
    isPinned,
    isFolded: false,
    isUnseen: false,
    depth,
  };
}

function groupsOf(lanes: readonly Lane[], indexes: readonly number[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const index of indexes) {
    const outer = groupKey(lanes[index]);
    groups.set(outer, [...(groups.get(outer) ?? []), index]);
  }
  return [...groups.values()];
}

function groupDrafts(lanes: readonly Lane[], group: readonly number[], folded: ReadonlySet<string>): Draft[] {
  const [first = 0] = group;
  const key = groupKey(lanes[first]);
  const isFolded = folded.has(key);
  const head: Draft = {
    key,
    name: lanes[first]?.names[0] ?? UNNAMED,
    isHead: true,
    lanes: isFolded ? group : [],
    keys: group.map((index) => lanes[index]?.key ?? ""),
    isPinned: false,
    isFolded,
    isUnseen: false,
    depth: 0,
  };
  return isFolded ? [head] : [head, ...group.map((index) => laneDraft(lanes, index, { isPinned: false, depth: 1 }))];
}

export const UNSEEN_KEY = "unseen/";

function unseenDrafts(unseen: LaneArrangement["unseen"], folded: ReadonlySet<string>): Draft[] {
  if (unseen.length === 0) return [];
  const plain = {
    isHead: false,
    lanes: [],
    keys: [],
    isPinned: false,
    isFolded: false,
    isUnseen: true,
    depth: 1,
  } as const;
  const isFolded = folded.has(UNSEEN_KEY);
  const name = { value: null, label: "Could not be seen in full", note: null };
  const head: Draft = { ...plain, key: UNSEEN_KEY, name, isHead: true, isFolded, depth: 0 };
  const lines = unseen.map(({ family, title, group }): Draft => ({
    ...plain,
    key: `${UNSEEN_KEY}${family}`,
    name: { value: null, label: title, note: group },
  }));
  return isFolded ? [head] : [head, ...lines];
}

/** The outer part of a lane's key. */
function groupKey(lane: Lane | undefined): string {
  return `${lane?.key.split("/", 1)[0] ?? ""}/`;
}

const UNNAMED: LaneName = { value: null, label: "unnamed", note: null };

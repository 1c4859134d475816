import { describe, expect, it } from "vitest";
import { arrangeLanes, HEAD_PX, LANE_PX, lineAt, linesHeight } from "./arrange-lanes";
import type { Lane } from "./contract";

const lane = (key: string, labels: readonly string[]): Lane => ({
  key,
  names: labels.map((label) => ({ value: label, label, note: null })),
  events: 1,
  failed: 0,
  cells: { bucket: [], kind: [], failed: [], events: [] },
});
const flat = [lane("s3", ["s3"]), lane("kms", ["kms"]), lane("sts", ["sts"])];
const nested = [lane("s3/1", ["s3", "eu"]), lane("kms/1", ["kms", "eu"]), lane("s3/2", ["s3", "us"])];
const NOTHING = { pinned: [], folded: new Set<string>(), unseen: [] };
const names = (lines: ReturnType<typeof arrangeLanes>) => lines.map(({ name, depth }) => `${depth} ${name.label}`);

describe("arrangeLanes", () => {
  it("keeps the order of the lanes, one under the other without gaps", () => {
    const lines = arrangeLanes(flat, NOTHING);
    expect(names(lines)).toEqual(["0 s3", "0 kms", "0 sts"]);
    expect(lines.map(({ topPx }) => topPx)).toEqual([0, LANE_PX, 2 * LANE_PX]);
    expect(linesHeight(lines)).toBe(3 * LANE_PX);
  });

  it("puts pinned lanes first, in the order in which they were pinned, and none twice", () => {
    expect(names(arrangeLanes(flat, { ...NOTHING, pinned: ["sts", "s3", "gone"] }))).toEqual([
      "0 sts",
      "0 s3",
      "0 kms",
    ]);
  });

  it("gathers lanes under the name that they share", () => {
    const lines = arrangeLanes(nested, NOTHING);
    expect(names(lines)).toEqual(["0 s3", "1 eu", "1 us", "0 kms", "1 eu"]);
    expect(linesHeight(lines)).toBe(2 * HEAD_PX + 3 * LANE_PX);
  });

  it("draws the lanes of a folded group in its head, and loses none", () => {
    const [head, ...rest] = arrangeLanes(nested, { ...NOTHING, folded: new Set(["s3/"]) });
    expect(head).toMatchObject({ isHead: true, isFolded: true, lanes: [0, 2], keys: ["s3/1", "s3/2"] });
    expect(names(rest)).toEqual(["0 kms", "1 eu"]);
  });

  it("shows a pinned lane of a group by itself, with the name of its group beside it", () => {
    const [first, ...rest] = arrangeLanes(nested, { ...NOTHING, pinned: ["s3/2"] });
    expect(first).toMatchObject({ isPinned: true, depth: 0, name: { label: "us", note: "s3" } });
    expect(names(rest)).toEqual(["0 s3", "1 eu", "0 kms", "1 eu"]);
  });

  it("gives what could not be seen lines of its own below all lanes, and folds them", () => {
    const unseen = [{ family: "AWS::Bedrock::AgentAlias", title: "Agent invocation", group: "Bedrock" }];
    const lines = arrangeLanes(flat, { ...NOTHING, unseen });
    expect(names(lines).slice(3)).toEqual(["0 Could not be seen in full", "1 Agent invocation"]);
    expect(lines.slice(3).every(({ isUnseen, lanes }) => isUnseen && lanes.length === 0)).toBe(true);
    expect(arrangeLanes(flat, { ...NOTHING, unseen, folded: new Set(["unseen/"]) })).toHaveLength(4);
  });

  it("finds the line at every height, and none below the last", () => {
    const lines = arrangeLanes(nested, NOTHING);
    for (const line of lines) expect(lineAt(lines, line.topPx + line.heightPx - 0.5)).toBe(line);
    expect(lineAt(lines, linesHeight(lines))).toBeUndefined();
  });
});

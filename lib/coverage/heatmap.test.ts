import { describe, expect, it } from "vitest";
import type { CellResult, CoverageGrid } from "./contract";
import { changeAt, stepChange } from "./change-steps";
import { cellWords } from "./cell-words";
import { countStates, foldCell } from "./heatmap-cell";
import { pivotColumns } from "./heatmap-columns";
import type { HeatmapFilter } from "./heatmap-filter";
import { indexHeatmap } from "./heatmap-index";
import { pivotRows } from "./heatmap-rows";
import { moveInGrid } from "./move-in-grid";
import { visibleRows } from "./visible-rows";

function result(state: CellResult["state"], more: Partial<CellResult> = {}): CellResult {
  const held = state === "logged" ? "complete" : null;
  return { state, lastKnown: null, dimensions: [], decidedBy: [], because: "", marks: [], held, ...more };
}

const SEEN = { events: 3, lastMs: 0 };
/** Two accounts in two Regions; the second account has a hole in one of them. */
const GRID: CoverageGrid = {
  atMs: 0,
  knownAtMs: null,
  accounts: [
    { id: "111111111111", name: "alpha" },
    { id: "222222222222", name: null },
  ],
  regions: ["eu-west-1", "us-east-1"],
  families: [
    { id: "management", title: "Management", group: "Control", ai: false },
    { id: "AWS::Bedrock::AgentAlias", title: "Agents", group: "Bedrock", ai: true },
    { id: "AWS::Bedrock::Model", title: "Models", group: "Bedrock", ai: true },
  ],
  profiles: [
    [result("logged"), result("logged"), result("logged")],
    [result("logged"), result("not-logged"), result("unknown", { lastKnown: { state: "logged", untilMs: 0 } })],
  ],
  places: [
    { account: 0, region: 0, profile: 0 },
    { account: 0, region: 1, profile: 0 },
    { account: 1, region: 0, profile: 0 },
    { account: 1, region: 1, profile: 1 },
  ],
  observedWindow: { fromMs: 0, toMs: 1 },
  observed: [
    { account: 0, region: 0, family: 0, ...SEEN, explained: true },
    { account: 1, region: 1, family: 1, ...SEEN, explained: false },
  ],
  freshness: { facts: 1, latestFactMs: 0, undescribed: [] },
};

const ALL: HeatmapFilter = {
  families: "followed",
  accounts: [],
  regions: [],
  groups: [],
  used: false,
  sort: "name",
  by: "account",
  open: [],
  fold: [],
  state: null,
  quadrant: null,
};

function layOut(filter: Partial<HeatmapFilter>) {
  const asked = { ...ALL, ...filter };
  const index = indexHeatmap(GRID);
  const columns = pivotColumns(GRID, asked).flatMap((group) => group.columns);
  return { index, columns, rows: pivotRows(index, columns, asked), filter: asked };
}

describe("the rows of a heatmap", () => {
  it("are the accounts by name, and an open one shows its Regions", () => {
    const { rows } = layOut({ open: ["111111111111"] });
    expect(rows.map(({ label, depth, note }) => [label, depth, note])).toEqual([
      ["222222222222", 0, null],
      ["alpha", 0, "111111111111"],
      ["eu-west-1", 1, null],
      ["us-east-1", 1, null],
    ]);
  });

  it("stand with the account on top in which something happens that nothing should have recorded", () => {
    expect(layOut({ sort: "risk" }).rows.map(({ key }) => key)).toEqual(["222222222222", "111111111111"]);
  });

  it("turn to Regions with accounts inside", () => {
    const { rows } = layOut({ by: "region", open: ["us-east-1"] });
    expect(rows.map(({ key }) => key)).toEqual([
      "eu-west-1",
      "us-east-1",
      "us-east-1/222222222222",
      "us-east-1/111111111111",
    ]);
  });

  it("keep only places with use, with a state or in a quadrant where that is asked", () => {
    expect(layOut({ used: true }).rows.flatMap(({ places }) => places)).toEqual([3, 0]);
    expect(layOut({ state: "not-logged" }).rows.flatMap(({ places }) => places)).toEqual([3]);
    expect(layOut({ quadrant: "unconfigured-seen" }).rows.flatMap(({ places }) => places)).toEqual([3]);
    expect(layOut({ quadrant: "unconfigured-silent" }).rows).toEqual([]);
    expect(layOut({ quadrant: "configured-seen" }).rows.flatMap(({ places }) => places)).toEqual([0]);
  });
});

describe("the columns of a heatmap", () => {
  it("fold a group into one column, and leave out what is not AI where that is asked", () => {
    expect(layOut({ fold: ["Bedrock"] }).columns.map(({ key }) => key)).toEqual(["management", "group:Bedrock"]);
    expect(layOut({ families: "ai" }).columns.map(({ title }) => title)).toEqual(["Agents", "Models"]);
  });
});

describe("a drawn cell", () => {
  it("stands for the worst of its cells, opens that one, and says how many are how", () => {
    const { index, rows, columns, filter } = layOut({ fold: ["Bedrock"] });
    const [row] = rows;
    const column = columns[1];
    if (row === undefined || column === undefined) throw new Error("The grid has an account and a folded group.");
    const cell = foldCell(index, { row, column }, filter);
    expect(cell).toMatchObject({ worst: { state: "not-logged" }, other: "logged", leaf: { place: 3, family: 1 } });
    expect(cell?.isUnexplained).toBe(true);
    expect(cell === null ? "" : cellWords(cell)).toBe(
      "logged 2, not logged 1, unknown 1 of 4 cells; 3 events seen, unexplained",
    );
  });

  it("is counted once, whether its row is open or not", () => {
    const closed = layOut({});
    const open = layOut({ open: ["111111111111", "222222222222"] });
    const tally = countStates(closed.index, closed.rows, closed.columns);
    expect(countStates(open.index, open.rows, open.columns)).toEqual(tally);
    expect(tally.cells).toBe(12);
    expect(Object.fromEntries(tally.counts)).toEqual({ logged: 10, "not-logged": 1, unknown: 1 });
  });
});

describe("moving", () => {
  it("stays in the grid", () => {
    const size = { rows: 3, columns: 4 };
    const from = { row: 2, column: 3 };
    expect(moveInGrid(from, { key: "ArrowDown", isCtrl: false }, size)).toEqual(from);
    expect(moveInGrid(from, { key: "Home", isCtrl: true }, size)).toEqual({ row: 0, column: 0 });
    expect(moveInGrid(from, { key: "x", isCtrl: false }, size)).toBeNull();
  });

  it("goes from change to change, and says which was the last", () => {
    const changes = [{ atMs: 10_000 }, { atMs: 20_000 }];
    expect(stepChange(changes, 0, 1)).toBe(11_000);
    expect(stepChange(changes, 11_000, 1)).toBe(21_000);
    expect(stepChange(changes, 21_000, 1)).toBeNull();
    expect(stepChange(changes, 21_000, -1)).toBe(11_000);
    expect(changeAt(changes, 15_000)).toEqual({ atMs: 10_000 });
    expect(changeAt(changes, 5000)).toBeNull();
  });

  it("draws only the rows in sight, and keeps the height of all", () => {
    const shown = visibleRows({ topPx: 2400, heightPx: 240 }, { count: 6000, heightPx: 24, overscan: 2 });
    expect(shown).toEqual({ from: 98, to: 112, beforePx: 98 * 24, afterPx: (6000 - 112) * 24 });
    expect(visibleRows({ topPx: 9999, heightPx: 240 }, { count: 2, heightPx: 24, overscan: 2 })).toMatchObject({
      to: 2,
      afterPx: 0,
    });
  });
});

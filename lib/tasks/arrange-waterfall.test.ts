import { describe, expect, it } from "vitest";
import type { ChainLink } from "@/lib/credentials/contract";
import { arrangeWaterfall } from "./arrange-waterfall";
import type { TaskCredential } from "./contract";

const lane = (key: string, more: Partial<TaskCredential> = {}): TaskCredential => ({
  key,
  who: { id: null, name: key, kind: "role" },
  account: "111122223333",
  sessionName: null,
  depth: 0,
  firstMs: 0,
  lastMs: 0,
  createdAtMs: null,
  expiresAtMs: null,
  events: 1,
  errors: 0,
  ...more,
});
const link = (from: string, to: string, atMs = 0): ChainLink => ({
  from,
  fromIsKey: true,
  fromWho: null,
  to,
  toWho: null,
  grade: "B",
  mechanism: "assume-role",
  issuingEventId: null,
  usedEventId: null,
  atMs,
  expiresAtMs: null,
  because: "",
  recordedIn: [],
  region: null,
  sessionName: null,
  scope: null,
  tags: [],
});
const shape = (lanes: TaskCredential[], links: ChainLink[], folded: string[] = []) =>
  arrangeWaterfall(lanes, links, new Set(folded)).map((row) => [row.lane.key, row.depth, row.from?.row ?? null]);

describe("arrangeWaterfall", () => {
  const lanes = [lane("root"), lane("late"), lane("early"), lane("leaf")];
  const links = [link("root", "late", 20), link("root", "early", 10), link("early", "leaf", 30)];

  it("puts each credential under what it came from, the first issued first", () => {
    expect(shape(lanes, links)).toEqual([
      ["root", 0, null],
      ["early", 1, 0],
      ["leaf", 2, 1],
      ["late", 1, 0],
    ]);
  });

  it("folds what came from a credential into its row, and loses no lane", () => {
    const rows = arrangeWaterfall(lanes, links, new Set(["early"]));
    expect(rows.map((row) => [row.lane.key, row.lanes])).toEqual([
      ["root", [0]],
      ["early", [2, 3]],
      ["late", [1]],
    ]);
  });

  it("says from which account a credential was issued, where that is another one", () => {
    const rows = arrangeWaterfall(
      [lane("root"), lane("there", { account: "444455556666" }), lane("here")],
      [link("root", "there"), link("root", "here")],
      new Set(),
    );
    expect(rows.map((row) => row.fromAccount)).toEqual([null, "111122223333", null]);
  });

  it("keeps every lane once where links form a circle or lead nowhere", () => {
    const circle = [link("b", "a"), link("a", "b"), link("gone", "c")];
    expect(shape([lane("a"), lane("b"), lane("c")], circle)).toEqual([
      ["a", 0, null],
      ["b", 1, 0],
      ["c", 0, null],
    ]);
  });
});

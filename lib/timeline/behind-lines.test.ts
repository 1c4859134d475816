import { describe, expect, it } from "vitest";
import { arrangeLanes } from "./arrange-lanes";
import { behindLines } from "./behind-lines";

const lane = (key: string, labels: readonly string[]) => ({
  key,
  names: labels.map((label) => ({ value: label, label, note: null })),
  events: 1,
  failed: 0,
  cells: { bucket: [], kind: [], failed: [], events: [] },
});
const span = (state: "logged" | "not-logged" | "unknown") => [{ fromMs: 0, toMs: 10, state, because: state }];
const lanes = [lane("s3/1", ["s3", "eu"]), lane("s3/2", ["s3", "us"])];
const unseen = [
  { family: "a", title: "A", group: "G", neverContains: "", places: [], spans: span("unknown") },
  { family: "b", title: "B", group: "G", neverContains: "", places: [], spans: span("not-logged") },
];
const blind = {
  lanes: [
    { key: "s3/1", spans: span("logged") },
    { key: "s3/2", spans: span("not-logged") },
  ],
  unseen,
};

describe("behindLines", () => {
  it("puts its own state behind each lane, and each family that was not seen", () => {
    const behind = behindLines(blind, arrangeLanes(lanes, { pinned: [], folded: new Set(), unseen }));
    expect(behind.get("s3/1")).toEqual(span("logged"));
    expect(behind.get("unseen/a")).toEqual(span("unknown"));
    expect(behind.get("s3/")).toBeUndefined();
  });

  it("puts the worst behind lines that stand for several", () => {
    const folded = new Set(["s3/", "unseen/"]);
    const behind = behindLines(blind, arrangeLanes(lanes, { pinned: [], folded, unseen }));
    expect(behind.get("s3/")).toEqual(span("not-logged"));
    expect(behind.get("unseen/")).toEqual(span("not-logged"));
  });
});

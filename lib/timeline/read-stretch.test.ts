import { expect, it } from "vitest";
import { countBucket } from "./bucket-counts";
import { arrangeLanes } from "./arrange-lanes";
import { readStretch } from "./read-stretch";

const ANSWER = { startMs: 60_000, bucketMs: 60_000, endMs: 610_000, uncountedBeforeMs: null };

it("leaves out the buckets at both ends, which count only what lies in the asked time", () => {
  expect(readStretch(ANSWER)).toEqual({ fromMs: 120_000, toMs: 600_000 });
});

it("begins where the count has come to", () => {
  expect(readStretch({ ...ANSWER, uncountedBeforeMs: 300_000 })).toEqual({ fromMs: 300_000, toMs: 600_000 });
});

it("tells an empty bucket from one of which nothing was read", () => {
  const lane = {
    key: "a",
    names: [{ value: "a", label: "a", note: null }],
    events: 0,
    failed: 0,
    cells: { bucket: [], kind: [], failed: [], events: [] },
  };
  const lanes = { ...ANSWER, lanes: [lane], lanesInAll: 1, events: 0, marks: null };
  const [line] = arrangeLanes(lanes.lanes, { pinned: [], folded: new Set(), unseen: [] });
  if (line === undefined) throw new Error("no line");
  const isReadAt = (atMs: number): boolean => countBucket(lanes, line, atMs).isRead;
  expect([0, 119_999, 120_000, 599_999, 600_000, 9_999_999].map(isReadAt)).toEqual([
    false,
    false,
    true,
    true,
    false,
    false,
  ]);
});

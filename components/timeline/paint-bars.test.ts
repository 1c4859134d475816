import { expect, it } from "vitest";
import { CALL_KINDS } from "@/lib/cloudtrail/call-kind";
import { arrangeLanes } from "@/lib/timeline/arrange-lanes";
import type { Lane } from "@/lib/timeline/contract";
import { countLine, highestBucket } from "@/lib/timeline/place-cells";
import { fillBars } from "./paint-bars";

const BUCKETS = 16;

type Count = readonly [bucket: number, kind: number, failed: number, events: number];

function laneOf(key: string, counts: readonly Count[]): Lane {
  return {
    key,
    names: [{ value: key, label: key, note: null }],
    events: 0,
    failed: 0,
    cells: {
      bucket: counts.map(([bucket]) => bucket),
      kind: counts.map(([, kind]) => kind),
      failed: counts.map(([, , failed]) => failed),
      events: counts.map(([, , , events]) => events),
    },
  };
}

/** One of every kind, a high one, a failed one beside others, one of failed calls alone, and a folded pair of lanes. */
const lanes = [
  laneOf("s3", [
    ...CALL_KINDS.map((_, kind): Count => [kind * 2, kind, 0, 100]),
    [11, 0, 0, 1600],
    [13, 0, 0, 300],
    [13, 1, 0, 300],
    [13, 0, 1, 300],
    [15, 0, 1, 900],
  ]),
  laneOf("iam", [
    [0, 0, 0, 1],
    [7, 1, 0, 400],
    [7, 1, 1, 1],
  ]),
];

/** The picture in letters: a kind is its first letter, failed calls are X. */
function pictureOf(widthPx: number, fromBucket: number): string {
  const lines = arrangeLanes(lanes, { pinned: [], folded: new Set(), unseen: [] });
  const counted = lines.map((line) => ({ line, counts: countLine(lanes, line) }));
  const last = lines.at(-1);
  const heightPx = last === undefined ? 0 : last.topPx + last.heightPx;
  const pixels = new Uint32Array(widthPx * heightPx);
  const slots = [...CALL_KINDS.map((_, kind) => kind + 1), CALL_KINDS.length + 1];
  const letters = [" ", ...CALL_KINDS.map((kind) => kind.charAt(0)), "X"];
  const scale = { fromMs: fromBucket * 1000, msPerPx: (BUCKETS * 1000) / widthPx, widthPx };
  const highest = highestBucket(counted.map(({ counts }) => counts));
  fillBars({ pixels, widthPx, slots }, { startMs: 0, bucketMs: 1000 }, { scale, topPx: 0, highest, lines: counted });
  const rows = Array.from({ length: heightPx }, (_, y) =>
    [...pixels.subarray(y * widthPx, (y + 1) * widthPx)].map((pixel) => letters[pixel]).join(""),
  );
  return `${rows.map((row) => row.trimEnd()).join("\n")}\n`;
}

it("paints bars as they were when somebody last looked at them", async () => {
  await expect(pictureOf(BUCKETS * 3, 0)).toMatchFileSnapshot("paint-bars.picture.txt");
});

it("paints what begins before the picture where it ends, and nothing of what lies outside", () => {
  const [whole, later] = [pictureOf(BUCKETS, 0), pictureOf(BUCKETS, 10)];
  const shifted = whole.split("\n").map((row) => row.slice(10).trimEnd());
  expect(later.split("\n")).toEqual(shifted);
});

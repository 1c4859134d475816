import { describe, expect, it } from "vitest";
import { CALL_KINDS } from "@/lib/cloudtrail/call-kind";
import { arrangeLanes } from "@/lib/timeline/arrange-lanes";
import type { Lane, LaneMarks, RulerMark } from "@/lib/timeline/contract";
import { placeMarks } from "@/lib/timeline/place-marks";
import { placeRuler } from "@/lib/timeline/place-ruler";
import { drawLanes, type LaneFrame } from "./draw-lanes";

const START = Date.UTC(2026, 9, 1, 12);
const MINUTE_MS = 60_000;
const WINDOW = { fromMs: START, toMs: START + 60 * MINUTE_MS };
const WIDTH_PX = 600;

const lane = (key: string): Lane => ({
  key,
  names: [{ value: key, label: key, note: null }],
  events: 1,
  failed: 0,
  cells: { bucket: [], kind: [], failed: [], events: [] },
});
const lanes = [lane("s3.amazonaws.com"), lane("iam.amazonaws.com"), lane("sts.amazonaws.com")];
const lines = arrangeLanes(lanes, { pinned: [], folded: new Set(), unseen: [] });

type Spec = { minute: number; lane: number; kind: number; failed?: number; action: number; lastsMinutes?: number };

/** One of every kind of call, a failed one, a run of the same call, and an Insight of ten minutes. */
const SPECS: readonly Spec[] = [
  ...CALL_KINDS.map((_, kind) => ({ minute: 4 + kind * 4, lane: 0, kind, action: kind })),
  { minute: 30, lane: 0, kind: 1, failed: 1, action: 5 },
  ...[40, 40.2, 40.4, 40.6].map((minute) => ({ minute, lane: 1, kind: 0, action: 6 })),
  { minute: 45, lane: 2, kind: 0, action: 7, lastsMinutes: 10 },
];
const marks: LaneMarks = {
  eventId: SPECS.map((_, n) => `event-${n}`),
  timeMs: SPECS.map(({ minute }) => START + minute * MINUTE_MS),
  endMs: SPECS.map(({ minute, lastsMinutes }) =>
    lastsMinutes === undefined ? null : START + (minute + lastsMinutes) * MINUTE_MS,
  ),
  lane: SPECS.map((spec) => spec.lane),
  kind: SPECS.map(({ kind }) => kind),
  failed: SPECS.map(({ failed }) => failed ?? 0),
  action: SPECS.map(({ action }) => action),
  actions: ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"],
};
const ruler: readonly RulerMark[] = (["configuration", "born", "expired", "deleted"] as const).map((kind, n) => ({
  kind,
  fromMs: START + (8 + n * 12) * MINUTE_MS,
  toMs: START + (8 + n * 12) * MINUTE_MS,
  count: n === 3 ? 12 : 1,
  label: kind,
  note: null,
  eventId: null,
  credential: null,
}));

const colours: LaneFrame["colours"] = {
  kinds: CALL_KINDS.map((kind) => `<${kind}>`),
  failed: "<failed>",
  panel: "<panel>",
  line: "<line>",
  ink: "<ink>",
  muted: "<muted>",
  accent: "<accent>",
  font: "font",
  token: (name) => `<${name}>`,
};

const frame: LaneFrame = {
  window: WINDOW,
  widthPx: WIDTH_PX,
  heightPx: 130,
  scrollPx: 0,
  lines,
  bars: null,
  marks: placeMarks(marks, lines, { window: WINDOW, widthPx: WIDTH_PX }),
  openIndex: 5,
  hoverPx: 300,
  read: { fromMs: START + 2 * MINUTE_MS, toMs: WINDOW.toMs },
  colours,
  ruler: placeRuler(ruler, { window: WINDOW, widthPx: WIDTH_PX }),
  completeUntil: new Map([["iam.amazonaws.com", START + 50 * MINUTE_MS]]),
  behind: new Map([
    ["s3.amazonaws.com", [{ fromMs: START, toMs: START + 20 * MINUTE_MS, state: "not-logged", because: "" }]],
  ]),
  fills: {
    logged: null,
    "not-applicable": null,
    partial: "<partial>",
    "not-logged": "<not-logged>",
    unknown: "<unknown>",
    "not-loggable": "<not-loggable>",
  },
};

const SIX_PX_A_CHARACTER = 6;

/** A canvas that writes down what it is told, with the fonts of no machine. */
function recorder(): { readonly context: CanvasRenderingContext2D; readonly lines: string[] } {
  const written: string[] = [];
  const say = (value: unknown): string =>
    typeof value === "number" ? String(Math.round(value * 100) / 100) : typeof value === "string" ? value : "…";
  const answers: Record<string, (...args: unknown[]) => unknown> = {
    measureText: (text) => ({ width: String(text).length * SIX_PX_A_CHARACTER }),
    createLinearGradient: () => ({
      addColorStop: (at: number, colour: string) => written.push(`  stop ${say(at)} ${colour}`),
    }),
  };
  const context = new Proxy(Object.create(null), {
    get:
      (_, name: string) =>
      (...args: unknown[]) => {
        if (name !== "measureText") written.push(`${name} ${args.map(say).join(" ")}`.trim());
        return answers[name]?.(...args);
      },
    set: (_, name: string, value) => {
      written.push(`${name} = ${say(value)}`);
      return true;
    },
  });
  return { context, lines: written };
}

describe("a frame of lanes", () => {
  it("is drawn as it was when somebody last looked at it", async () => {
    const { context, lines: written } = recorder();
    drawLanes(context, frame);
    await expect(`${written.join("\n")}\n`).toMatchFileSnapshot("draw-lanes.frame.txt");
  });

  it("says of no stretch that all of it was logged before anybody has judged it", () => {
    const fillsOf = (behind: LaneFrame["behind"]): string[] => {
      const { context, lines: written } = recorder();
      drawLanes(context, { ...frame, marks: [], completeUntil: new Map(), read: null, behind });
      return written.flatMap((line, at) =>
        line.startsWith("fillStyle = color-mix")
          ? written.slice(at + 1, at + 3).filter((one) => one.startsWith("fillRect"))
          : [],
      );
    };
    const logged = { state: "logged", because: "" } as const;
    const judged = (fromMs: number, toMs: number): LaneFrame["behind"] =>
      new Map(lanes.map(({ key }) => [key, [{ fromMs, toMs, ...logged }]]));
    expect(fillsOf(new Map())).toEqual([0, 26, 52].map((top) => `fillRect 0 ${top} 600 25`));
    expect(fillsOf(judged(WINDOW.fromMs, WINDOW.toMs))).toEqual([]);
    expect(fillsOf(judged(START + 6 * MINUTE_MS, START + 54 * MINUTE_MS))).toEqual(
      [0, 26, 52].flatMap((top) => [`fillRect 0 ${top} 60 25`, `fillRect 540 ${top} 60 25`]),
    );
  });

  it("writes no time that the edge would cut off", () => {
    const { context, lines: written } = recorder();
    drawLanes(context, { ...frame, marks: [], window: { ...WINDOW, toMs: START + 62 * MINUTE_MS } });
    const times = written.filter((line) => /^fillText [\d :-]+ 11$/.test(line)).map((line) => line.slice(9, -3));
    expect(times.map((text) => text.replace(/ \S+$/, ""))).toEqual(["2026-10-01 12:00", "12:15", "12:30", "12:45"]);
  });

  it("veils what was not read, before what is here and after it", () => {
    const veils = (read: LaneFrame["read"]): string[] => {
      const { context, lines: written } = recorder();
      drawLanes(context, { ...frame, marks: [], ruler: [], read });
      return written.filter((line, at) => line.startsWith("rect ") && written[at + 2] === "globalAlpha = 0.5");
    };
    expect(veils(WINDOW)).toEqual([]);
    expect(veils(null)).toEqual([]);
    expect(veils({ fromMs: START + 6 * MINUTE_MS, toMs: START + 54 * MINUTE_MS })).toEqual([
      "rect 0 40 60 90",
      "rect 540 40 60 90",
    ]);
  });

  it("draws nothing of what lies below what is seen of it", () => {
    const all = recorder();
    drawLanes(all.context, frame);
    const first = recorder();
    drawLanes(first.context, { ...frame, heightPx: 60 });
    const colour = (kind: string) => (line: string) => line === `fillStyle = <${kind}>`;
    expect(all.lines.some(colour("failed"))).toBe(true);
    expect(first.lines.some((line) => line.includes("×4"))).toBe(false);
    expect(first.lines.length).toBeLessThan(all.lines.length);
  });
});

import { type LaneLine, linesHeight } from "@/lib/timeline/arrange-lanes";
import type { Lanes, RulerMark } from "@/lib/timeline/contract";
import { countLine, highestBucket, widerBuckets } from "@/lib/timeline/place-cells";
import { markAt, placeMarks } from "@/lib/timeline/place-marks";
import type { PlacedMark } from "@/lib/timeline/placed-mark";
import { type PlacedRulerMark, placeRuler, rulerMarkAt } from "@/lib/timeline/place-ruler";
import { readStretch } from "@/lib/timeline/read-stretch";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import type { CoverageSpan } from "@/lib/timeline/fold-coverage";
import { coverageFills } from "./coverage-fills";
import { drawLanes, type LaneFrame } from "./draw-lanes";
import type { LaneColours } from "./lane-colours";
import { type CountedLine, paintBars } from "./paint-bars";
import { LANES_TOP_PX, RULER_PX } from "./ruler-heights";

/** What the picture is of; it changes between frames, not during them. */
export type LaneSceneInput = {
  readonly lanes: Lanes | null;
  readonly lines: readonly LaneLine[];
  readonly colours: LaneColours;
  readonly openEventId: string | null;
  readonly behind: ReadonlyMap<string, readonly CoverageSpan[]>;
  readonly ruler: readonly RulerMark[];
  readonly completeUntil: ReadonlyMap<string, number>;
};

/** How it is looked at. */
export type LaneCamera = {
  readonly window: TimeWindow;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scrollPx: number;
  readonly hoverPx: number | null;
};

const OVERSCAN_PX = 400;

type Painted = NonNullable<LaneFrame["bars"]> & { readonly msPerPx: number; readonly endPx: number };

/** Draws frames of lanes, and keeps what later frames can use: painted bars, and where the marks were placed. */
export class LaneScene {
  #input: LaneSceneInput;
  #painted: Painted | null = null;
  #counted: readonly CountedLine[] | null = null;
  #placed: readonly PlacedMark[] = [];
  #ruler: readonly PlacedRulerMark[] = [];
  #openIndex = -1;
  #fills: ReturnType<typeof coverageFills> | null = null;

  constructor(input: LaneSceneInput) {
    this.#input = input;
    this.update(input);
  }

  /** Takes other data, lines or colours; what was painted stays as long as the same would be painted again. */
  update(input: LaneSceneInput): void {
    const { lanes, lines, colours } = this.#input;
    const hasSameBars = lanes === input.lanes && areAlike(lines, input.lines);
    const hasSameColours = isAlike(colours, input.colours);
    this.#input = input;
    if (!hasSameBars) this.#counted = null;
    if (!hasSameBars || !hasSameColours) this.#painted = null;
    if (!hasSameColours) this.#fills = null;
    this.#openIndex = input.openEventId === null ? -1 : (input.lanes?.marks?.eventId.indexOf(input.openEventId) ?? -1);
  }

  draw(context: CanvasRenderingContext2D, camera: LaneCamera): void {
    const { lanes, lines, colours, behind, ruler, completeUntil } = this.#input;
    const marks = lanes?.marks ?? null;
    this.#fills ??= coverageFills(context, colours.token);
    this.#ruler = placeRuler(ruler, camera);
    this.#placed = marks === null ? [] : placeMarks(marks, lines, camera);
    drawLanes(context, {
      ...camera,
      lines,
      colours,
      bars: lanes === null || marks !== null ? null : this.#bars(lanes, camera),
      marks: this.#placed,
      openIndex: this.#openIndex,
      behind,
      ruler: this.#ruler,
      completeUntil,
      fills: this.#fills,
      read: lanes === null ? null : readStretch(lanes),
    });
  }

  /** The mark under a point of the last frame. */
  markAt(xPx: number, yPx: number, scrollPx: number): PlacedMark | undefined {
    return yPx < LANES_TOP_PX ? undefined : markAt(this.#placed, { xPx, yPx: yPx - LANES_TOP_PX + scrollPx });
  }

  /** What stands on the ruler at a point of the last frame. */
  rulerMarkAt(xPx: number, yPx: number): PlacedRulerMark | undefined {
    return yPx < RULER_PX || yPx >= LANES_TOP_PX ? undefined : rulerMarkAt(this.#ruler, xPx);
  }

  /** Counted once for all frames of the same data, and put together so many buckets at a time. */
  #lines(lanes: Lanes, factor: number): readonly CountedLine[] {
    this.#counted ??= this.#input.lines.map((line) => ({ line, counts: countLine(lanes.lanes, line) }));
    return this.#counted.map(({ line, counts }) => ({ line, counts: widerBuckets(counts, factor) }));
  }

  #bars(lanes: Lanes, camera: LaneCamera): Painted {
    const msPerPx = pictureScale(lanes.bucketMs, camera);
    const now = this.#painted;
    const lastPx = Math.min(linesHeight(this.#input.lines), camera.scrollPx + camera.heightPx - LANES_TOP_PX);
    if (now !== null && serves(now, msPerPx, { fromPx: camera.scrollPx, lastPx })) return now;
    const covers = { fromMs: lanes.startMs, toMs: lanes.endMs };
    const widthPx = Math.ceil((covers.toMs - covers.fromMs) / msPerPx);
    const topPx = Math.max(0, camera.scrollPx - OVERSCAN_PX);
    const endPx = camera.scrollPx + camera.heightPx + OVERSCAN_PX;
    const lines = this.#lines(lanes, msPerPx / lanes.bucketMs);
    const inReach = lines.filter(({ line }) => line.topPx + line.heightPx > topPx && line.topPx < endPx);
    const firstPx = inReach[0]?.line.topPx ?? 0;
    const picture = paintBars({ startMs: lanes.startMs, bucketMs: msPerPx }, inReach, {
      scale: { fromMs: covers.fromMs, msPerPx, widthPx },
      colours: this.#input.colours,
      topPx: firstPx,
      highest: highestBucket(lines.map(({ counts }) => counts)),
    });
    const painted = {
      picture,
      covers: { fromMs: covers.fromMs, toMs: covers.fromMs + widthPx * msPerPx },
      topPx: firstPx,
    };
    this.#painted = { ...painted, msPerPx, endPx: firstPx + picture.height };
    return this.#painted;
  }
}

/** Whether the same bars stand in the same places. */
function areAlike(some: readonly LaneLine[], others: readonly LaneLine[]): boolean {
  return some.length === others.length && some.every((line, at) => isSameLine(line, others[at]));
}

function isSameLine(line: LaneLine, other: LaneLine | undefined): boolean {
  const isInPlace = line.topPx === other?.topPx && line.heightPx === other.heightPx;
  return isInPlace && line.key === other.key && line.lanes.join() === other.lanes.join();
}

function isAlike(some: LaneColours, others: LaneColours): boolean {
  return [...some.kinds, some.failed, some.panel].join() === [...others.kinds, others.failed, others.panel].join();
}

/**
 * One pixel a bucket is enough, however near one looks: it is stretched without a loss. Farther away it takes two, four or more, never fewer
 * than what is seen can show: a picture that is squeezed would lose bars.
 */
function pictureScale(bucketMs: number, { window, widthPx }: LaneCamera): number {
  const seenMs = (window.toMs - window.fromMs) / Math.max(1, widthPx);
  return bucketMs * 2 ** Math.max(0, Math.ceil(Math.log2(seenMs / bucketMs)));
}

function serves(
  painted: Painted,
  msPerPx: number,
  seen: { readonly fromPx: number; readonly lastPx: number },
): boolean {
  return painted.msPerPx === msPerPx && painted.topPx <= seen.fromPx && painted.endPx >= seen.lastPx;
}

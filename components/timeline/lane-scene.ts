import { type LaneLine, linesHeight } from "@/lib/timeline/arrange-lanes";
import type { Lanes, RulerMark } from "@/lib/timeline/contract";
import { countLine, highestBucket } from "@/lib/timeline/place-cells";
import { markAt, type PlacedMark, placeMarks } from "@/lib/timeline/place-marks";
import { type PlacedRulerMark, placeRuler, rulerMarkAt } from "@/lib/timeline/place-ruler";
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

const PICTURE_MAX_PX = 4096;
const OVERSCAN_PX = 400;
/** The picture is stretched up to this before it is painted again. */
const STRETCH_MAX = 2;

type Painted = NonNullable<LaneFrame["bars"]> & { readonly msPerPx: number; readonly endPx: number };

/** Draws frames of lanes, and keeps what later frames can use: painted bars, and where the marks were placed. */
export class LaneScene {
  #input: LaneSceneInput;
  #painted: Painted | null = null;
  #counted: readonly CountedLine[] | null = null;
  #highest = 0;
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
      uncountedBeforeMs: lanes?.uncountedBeforeMs ?? null,
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

  /** Counted once for all frames of the same data. */
  #lines(lanes: Lanes): readonly CountedLine[] {
    if (this.#counted !== null) return this.#counted;
    const counted = this.#input.lines.map((line) => ({ line, counts: countLine(lanes.lanes, line) }));
    this.#counted = counted;
    this.#highest = highestBucket(counted.map(({ counts }) => counts));
    return counted;
  }

  #bars(lanes: Lanes, camera: LaneCamera): Painted {
    const seenMsPerPx = (camera.window.toMs - camera.window.fromMs) / Math.max(1, camera.widthPx);
    // One pixel a bucket is enough: it is stretched without a loss, however near one looks.
    const msPerPx = Math.max(lanes.bucketMs, seenMsPerPx);
    const now = this.#painted;
    const lastPx = Math.min(linesHeight(this.#input.lines), camera.scrollPx + camera.heightPx - LANES_TOP_PX);
    if (now !== null && serves(now, msPerPx, { fromPx: camera.scrollPx, lastPx })) return now;
    const covers = { fromMs: lanes.startMs, toMs: lanes.endMs };
    const scale = Math.max(msPerPx, (covers.toMs - covers.fromMs) / PICTURE_MAX_PX);
    const widthPx = Math.ceil((covers.toMs - covers.fromMs) / scale);
    const topPx = Math.max(0, camera.scrollPx - OVERSCAN_PX);
    const endPx = camera.scrollPx + camera.heightPx + OVERSCAN_PX;
    const inReach = this.#lines(lanes).filter(({ line }) => line.topPx + line.heightPx > topPx && line.topPx < endPx);
    const firstPx = inReach[0]?.line.topPx ?? 0;
    const picture = paintBars(lanes, inReach, {
      scale: { fromMs: covers.fromMs, msPerPx: scale, widthPx },
      colours: this.#input.colours,
      topPx: firstPx,
      highest: this.#highest,
    });
    const painted = {
      picture,
      covers: { fromMs: covers.fromMs, toMs: covers.fromMs + widthPx * scale },
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

function serves(
  painted: Painted,
  msPerPx: number,
  seen: { readonly fromPx: number; readonly lastPx: number },
): boolean {
  const stretch = painted.msPerPx / msPerPx;
  const isSharp = stretch <= STRETCH_MAX && stretch >= 1 / STRETCH_MAX;
  return isSharp && painted.topPx <= seen.fromPx && painted.endPx >= seen.lastPx;
}

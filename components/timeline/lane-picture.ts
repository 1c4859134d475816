import { readLaneColours } from "./lane-colours";
import { LaneScene, type LaneSceneInput } from "./lane-scene";
import type { LiveWindow } from "./live-window";

type Size = { readonly width: number; readonly height: number };

/** A canvas that keeps showing lanes: one frame for whatever changed since the last, straight from the moving window. */
export class LanePicture {
  readonly #live: LiveWindow;
  #canvas: HTMLCanvasElement | null = null;
  #scroll: HTMLElement | null = null;
  #scene: LaneScene | null = null;
  #size: Size = { width: 0, height: 0 };
  #hoverPx: number | null = null;
  #frame = 0;

  constructor(live: LiveWindow) {
    this.#live = live;
  }

  /** Draws on a canvas that stands in a scrolled element, until the returned function is called. */
  attach(canvas: HTMLCanvasElement, scroll: HTMLElement): () => void {
    this.#canvas = canvas;
    this.#scroll = scroll;
    const stop = this.#live.subscribe(this.#request);
    scroll.addEventListener("scroll", this.#request, { passive: true });
    this.#request();
    return () => {
      stop();
      scroll.removeEventListener("scroll", this.#request);
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#canvas = null;
    };
  }

  /** Takes other data; colours are read anew, as the page has them now. */
  show(input: Omit<LaneSceneInput, "colours">): void {
    if (this.#canvas === null) return;
    const next = { ...input, colours: readLaneColours(this.#canvas) };
    if (this.#scene === null) this.#scene = new LaneScene(next);
    else this.#scene.update(next);
    this.#request();
  }

  resize(size: Size): void {
    this.#size = size;
    this.#request();
  }

  hover(hoverPx: number | null): void {
    this.#hoverPx = hoverPx;
    this.#request();
  }

  /** The mark under a point of the canvas. */
  markAt(xPx: number, yPx: number) {
    return this.#scene?.markAt(xPx, yPx, this.scrollPx);
  }

  /** What stands on the ruler under a point of the canvas. */
  rulerMarkAt(xPx: number, yPx: number) {
    return this.#scene?.rulerMarkAt(xPx, yPx);
  }

  get scrollPx(): number {
    return this.#scroll?.scrollTop ?? 0;
  }

  readonly #request = (): void => {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#draw);
  };

  readonly #draw = (): void => {
    this.#frame = 0;
    const context = this.#canvas?.getContext("2d");
    const { width, height } = this.#size;
    if (!this.#canvas || !context || this.#scene === null || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    fit(this.#canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#scene.draw(context, {
      window: this.#live.get(),
      widthPx: width,
      heightPx: height,
      scrollPx: this.scrollPx,
      hoverPx: this.#hoverPx,
    });
  };
}

/** Setting a size clears a canvas, even the same size. */
function fit(canvas: HTMLCanvasElement, { width, height }: Size): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

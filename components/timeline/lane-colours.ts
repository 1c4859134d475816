/** The colours of the lanes as the page has them now, as CSS text for drawing. */
export type LaneColours = {
  /** By position in CALL_KINDS. */
  readonly kinds: readonly string[];
  readonly failed: string;
  readonly panel: string;
  readonly line: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly font: string;
  /** Any token, by its name. */
  readonly token: (name: string) => string;
};

/** The colour of each kind of call, in the order of CALL_KINDS: the names of tokens, for the legend and the picture alike. */
export const KIND_TOKENS = ["--raw-read", "--raw-write", "--raw-series-4", "--raw-series-5", "--raw-series-6"] as const;

/** Reads the tokens where the picture stands. */
export function readLaneColours(element: Element): LaneColours {
  const styles = getComputedStyle(element);
  const token = (name: string): string => styles.getPropertyValue(name).trim();
  return {
    kinds: KIND_TOKENS.map(token),
    failed: token("--raw-error"),
    panel: token("--raw-panel"),
    line: token("--raw-border"),
    ink: token("--raw-ink"),
    muted: token("--raw-muted"),
    accent: token("--raw-accent"),
    font: styles.fontFamily,
    token,
  };
}

const pixels = new Map<string, number>();

/** A CSS colour as the bytes of a pixel, in the order of ImageData. */
export function toPixel(colour: string): number {
  const known = pixels.get(colour) ?? readPixel(colour);
  pixels.set(colour, known);
  return known;
}

function readPixel(colour: string): number {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return 0;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
}

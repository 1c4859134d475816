import type { CoverageState } from "@/lib/coverage/coverage";

const TILE_PX = 8;

type Fills = Readonly<Record<CoverageState, CanvasPattern | string | null>>;

/**
 * The fills that lie behind lanes, as faint as what stands before them needs: the same patterns as everywhere (`evidence-*`),
 * logged nearly bare. Needs the tokens as the page has them now.
 */
export function coverageFills(context: CanvasRenderingContext2D, token: (name: string) => string): Fills {
  const pattern = (name: string, draw: (tile: CanvasRenderingContext2D) => void): CanvasPattern | null => {
    const canvas = document.createElement("canvas");
    canvas.width = TILE_PX;
    canvas.height = TILE_PX;
    const tile = canvas.getContext("2d");
    if (!tile) return null;
    const colour = token(name);
    tile.globalAlpha = 0.14;
    tile.fillStyle = colour;
    tile.fillRect(0, 0, TILE_PX, TILE_PX);
    tile.globalAlpha = 0.62;
    tile.strokeStyle = colour;
    tile.fillStyle = colour;
    draw(tile);
    return context.createPattern(canvas, "repeat");
  };
  return {
    logged: null,
    "not-applicable": null,
    partial: pattern("--raw-partial", (tile) => stripes(tile, { widthPx: 2.4, isFalling: true })),
    "not-logged": pattern("--raw-not-logged", (tile) => {
      stripes(tile, { widthPx: 1.3, isFalling: false });
      tile.translate(TILE_PX / 2, 0);
      stripes(tile, { widthPx: 1.3, isFalling: false });
    }),
    unknown: pattern("--raw-unknown", (tile) => {
      for (const [x, y] of [
        [2, 2],
        [6, 6],
      ] as const) {
        tile.beginPath();
        tile.arc(x, y, 1, 0, 2 * Math.PI);
        tile.fill();
      }
    }),
    "not-loggable": pattern("--raw-not-loggable", (tile) => {
      stripes(tile, { widthPx: 0.9, isFalling: true });
      stripes(tile, { widthPx: 0.9, isFalling: false });
    }),
  };
}

/** Diagonals that go on from tile to tile. */
function stripes(
  tile: CanvasRenderingContext2D,
  { widthPx, isFalling }: { readonly widthPx: number; readonly isFalling: boolean },
): void {
  tile.lineWidth = widthPx;
  for (const shift of [-TILE_PX, 0, TILE_PX]) {
    tile.beginPath();
    tile.moveTo(shift - 1, isFalling ? -1 : TILE_PX + 1);
    tile.lineTo(shift + TILE_PX + 1, isFalling ? TILE_PX + 1 : -1);
    tile.stroke();
  }
}

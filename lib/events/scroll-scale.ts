/** Browsers cap the height of an element; Firefox lowest, near 17.9 million pixels. */
const HEIGHT_MAX_PX = 12_000_000;

export type ScrollBox = { readonly rows: number; readonly rowPx: number; readonly viewPx: number };

/** How high the scrolled element is: all rows while that is possible, else as high as browsers allow. */
export function scrollHeight({ rows, rowPx }: ScrollBox): number {
  return Math.min(rows * rowPx, HEIGHT_MAX_PX);
}

/** The row at the top of the view, with its hidden part as a fraction. */
export function topRowAt(scrollPx: number, box: ScrollBox): number {
  const lastTop = lastTopRow(box);
  const spanPx = scrollHeight(box) - box.viewPx;
  return spanPx <= 0 ? 0 : Math.min(1, Math.max(0, scrollPx / spanPx)) * lastTop;
}

/** The scroll position that has a row at the top. */
export function scrollAt(topRow: number, box: ScrollBox): number {
  const lastTop = lastTopRow(box);
  const spanPx = scrollHeight(box) - box.viewPx;
  return lastTop <= 0 ? 0 : (Math.min(lastTop, Math.max(0, topRow)) / lastTop) * Math.max(0, spanPx);
}

/** Whether a pixel of scrolling is more than a pixel of rows: then a wheel has to be read exactly. */
export function isScaled({ rows, rowPx }: ScrollBox): boolean {
  return rows * rowPx > HEIGHT_MAX_PX;
}

function lastTopRow({ rows, rowPx, viewPx }: ScrollBox): number {
  return Math.max(0, rows - viewPx / rowPx);
}

/** The rows to draw: those in sight and some beyond, so that fast scrolling meets no white. */
export function drawnRows(
  topRow: number,
  { rows, rowPx, viewPx }: ScrollBox,
  beyond: number,
): { first: number; end: number } {
  const first = Math.max(0, Math.floor(topRow) - beyond);
  const end = Math.min(rows, Math.ceil(topRow + viewPx / rowPx) + beyond);
  return { first, end: Math.max(first, end) };
}

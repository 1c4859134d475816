/** Which of many rows of one height are in sight, with some more at both ends; the rest is two empty heights. */
export function visibleRows(
  scroll: { readonly topPx: number; readonly heightPx: number },
  rows: { readonly count: number; readonly heightPx: number; readonly overscan: number },
): { readonly from: number; readonly to: number; readonly beforePx: number; readonly afterPx: number } {
  const first = Math.floor(scroll.topPx / rows.heightPx) - rows.overscan;
  const last = Math.ceil((scroll.topPx + scroll.heightPx) / rows.heightPx) + rows.overscan;
  const from = Math.max(0, Math.min(first, rows.count));
  const to = Math.max(from, Math.min(last, rows.count));
  return { from, to, beforePx: from * rows.heightPx, afterPx: (rows.count - to) * rows.heightPx };
}

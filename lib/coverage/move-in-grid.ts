export type GridSpot = { readonly row: number; readonly column: number };

const PAGE_ROWS = 10;

/** Where a key leads in a grid; null for keys that do not move. */
export function moveInGrid(
  { row, column }: GridSpot,
  { key, isCtrl }: { readonly key: string; readonly isCtrl: boolean },
  { rows, columns }: { readonly rows: number; readonly columns: number },
): GridSpot | null {
  const within = (spot: GridSpot): GridSpot => ({
    row: Math.max(0, Math.min(spot.row, rows - 1)),
    column: Math.max(0, Math.min(spot.column, columns - 1)),
  });
  switch (key) {
    case "ArrowUp":
      return within({ row: row - 1, column });
    case "ArrowDown":
      return within({ row: row + 1, column });
    case "ArrowLeft":
      return within({ row, column: column - 1 });
    case "ArrowRight":
      return within({ row, column: column + 1 });
    case "PageUp":
      return within({ row: row - PAGE_ROWS, column });
    case "PageDown":
      return within({ row: row + PAGE_ROWS, column });
    case "Home":
      return within({ row: isCtrl ? 0 : row, column: 0 });
    case "End":
      return within({ row: isCtrl ? rows - 1 : row, column: columns - 1 });
    default:
      return null;
  }
}

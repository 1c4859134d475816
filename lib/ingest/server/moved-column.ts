/** Moves a typed array's values to the beginning of a larger one, which it returns. */
export function movedColumn<Column extends { set(from: Column): void }>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}

/** Where the next page begins: the numbers that order a list, in one text. */
export function cursorOf(...parts: readonly number[]): string {
  return parts.join(".");
}

/** Reads a cursor of `count` whole numbers; null for the first page and for anything that is none. */
export function parseCursor(text: string | null, count: number): readonly number[] | null {
  if (text === null) return null;
  const parts = text.split(".").map(Number);
  return parts.length === count && parts.every(Number.isSafeInteger) ? parts : null;
}

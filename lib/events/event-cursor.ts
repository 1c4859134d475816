/** A place between two events in time order. Without an id: before every event of that millisecond. */
export type EventPosition = { readonly timeMs: number; readonly id: string | null };

const CURSOR = /^(-?\d{1,16})(?:\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?$/;

/** The opaque form of a position, for addresses and answers. */
export function cursorText({ timeMs, id }: EventPosition): string {
  return id === null ? `${timeMs}` : `${timeMs}.${id}`;
}

/** Reads `cursorText`; null where the text is none. */
export function parseCursor(text: string): EventPosition | null {
  const match = CURSOR.exec(text);
  if (match?.[1] === undefined) return null;
  const timeMs = Number(match[1]);
  return Number.isSafeInteger(timeMs) ? { timeMs, id: match[2] ?? null } : null;
}

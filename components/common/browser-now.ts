/** The clock of the browser; only for what is relative to the moment of looking. */
export function browserNow(): number {
  return Date.now();
}

/**
 * Whether the row before or behind one has the same second: CloudTrail knows no more, so that their order is undecidable. Rows stand in order of
 * time; `timeAt` gives undefined for those that are not here.
 */
export function sharesSecond(timeAt: (index: number) => number | undefined, index: number): boolean {
  const secondAt = (at: number): number | null => {
    const timeMs = at < 0 ? undefined : timeAt(at);
    return timeMs === undefined ? null : Math.floor(timeMs / 1000);
  };
  const second = secondAt(index);
  return second !== null && (secondAt(index - 1) === second || secondAt(index + 1) === second);
}

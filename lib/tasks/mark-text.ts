/** [lane, second since 1970, events, place of the outcome in MARK_OUTCOMES, place of the kind in CALL_KINDS] */
export type TaskMark = readonly [lane: number, second: number, events: number, outcome: number, kind: number];

/**
 * Marks as one text: `lane,seconds since the one before,events,outcome,kind` for each, by semicolons. Ten thousand of them are a
 * hundred kilobytes, and one value to whoever passes them on, where lists would be sixty thousand.
 */
export function writeMarks(marks: readonly TaskMark[]): string {
  let before = 0;
  return marks
    .map(([lane, second, events, outcome, kind]) => {
      const since = second - before;
      before = second;
      return `${lane},${since},${events},${outcome},${kind}`;
    })
    .join(";");
}

/** Reads what `writeMarks` wrote. */
export function readMarks(text: string): TaskMark[] {
  if (text === "") return [];
  let second = 0;
  return text.split(";").map((mark) => {
    const [lane = 0, since = 0, events = 0, outcome = 0, kind = 0] = mark.split(",").map(Number);
    second += since;
    return [lane, second, events, outcome, kind];
  });
}

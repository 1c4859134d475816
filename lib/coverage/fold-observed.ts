import type { CellResult } from "./contract";

/** What was seen of a cell; `explained` is false where nothing could have recorded it by what is known. */
export type Observed = { readonly events: number; readonly explained: boolean } | null;

/** Configured against observed: `quiet` is configured and silent, `unexplained` seen although nothing says that it is recorded. */
export type Quadrant = "seen" | "quiet" | "unexplained" | "dark";

/** A cell with what was seen in it: events that nothing explains raise it to partial, never to logged. */
export function foldObserved(result: CellResult, observed: Observed): { result: CellResult; quadrant: Quadrant } {
  const isRecorded = result.state === "logged" || result.state === "partial";
  const isSeen = observed !== null && observed.events > 0;
  if (isRecorded) return { result, quadrant: isSeen ? "seen" : "quiet" };
  if (!isSeen) return { result, quadrant: "dark" };
  if (observed.explained) return { result, quadrant: "seen" };
  return {
    quadrant: "unexplained",
    result: {
      ...result,
      state: "partial",
      marks: [...result.marks, "seen-unexplained"],
      because: `Seen, unexplained: events are here, though nothing known recorded them. ${result.because}`,
    },
  };
}

import type { CoverageState } from "./coverage";

/** Whether a count of what was seen is a floor: there may have been more. */
export function isFloor({ state }: { readonly state: CoverageState }): boolean {
  return state === "not-logged" || state === "unknown" || state === "partial";
}

import type { FirstSeenVerdict } from "./contract";
import type { CoverageSpan } from "./fold-coverage";

export type Newness = {
  readonly verdict: FirstSeenVerdict;
  readonly loggedSinceMs: number | null;
  readonly because: string;
};

const DAY_MS = 86_400_000;

/**
 * What it means that something is seen for the first time at a moment, given how calls of its kind were logged since the first
 * record of the identity. `spans` adjoin and cover that time; null where nothing can be said of its kind.
 */
export function judgeNewness(
  { historyFromMs, firstMs }: { readonly historyFromMs: number; readonly firstMs: number },
  spans: readonly CoverageSpan[] | null,
): Newness {
  if (firstMs - historyFromMs < DAY_MS)
    return {
      verdict: "records-begin",
      loggedSinceMs: null,
      because: "The records of this identity begin less than a day before.",
    };
  const before = (spans ?? []).filter(({ fromMs }) => fromMs <= firstMs);
  const lastHole = before.findLast(({ state }) => !isSeen(state));
  if (spans === null || before.length === 0)
    return { verdict: "unsure", loggedSinceMs: null, because: "Nothing is known of how its kind of call was logged." };
  if (lastHole === undefined) return { verdict: "new", loggedSinceMs: null, because: "" };
  const because = lastHole.because;
  const wasEverSeen = before.some(({ state, toMs }) => (isSeen(state) || state === "partial") && toMs <= lastHole.toMs);
  const isSeenNow = lastHole.toMs <= firstMs;
  if (!isSeenNow || wasEverSeen || lastHole.state === "partial")
    return { verdict: "unsure", loggedSinceMs: null, because };
  return { verdict: "logging-began", loggedSinceMs: lastHole.toMs, because };
}

function isSeen(state: CoverageSpan["state"]): boolean {
  return state === "logged" || state === "not-applicable";
}

import type { Use } from "@/lib/credentials/link-facts";
import type { LinkMechanism } from "@/lib/credentials/link";
import { isFunction } from "./function-invocation";

/** What decides where a piece of work begins and ends. */
export const CUT_BASES = ["run-id", "invocation", "credential-lifetime", "idle-gap"] as const;
export type CutBasis = (typeof CUT_BASES)[number];

const MINUTE_MS = 60_000;
/** A function that stays warm serves many runs with one credential; the next begins seconds or minutes after the last. */
export const FUNCTION_GAP_MS = MINUTE_MS;
/** A long-term key has no end of its own. */
export const KEY_GAP_MS = 30 * MINUTE_MS;

/** How the work of one tree of credentials is cut unless somebody says otherwise; a gap of null leaves it whole. */
export function defaultGapMs(
  root: Pick<Use, "kind" | "scope">,
  cameBy: { mechanism: LinkMechanism; from: string } | null,
): number | null {
  const isOfFunction =
    isFunction(root.scope) || (cameBy?.mechanism === "service-assume-role" && cameBy.from === "lambda.amazonaws.com");
  if (isOfFunction) return FUNCTION_GAP_MS;
  return root.kind === "long-term" || root.kind === "bearer" ? KEY_GAP_MS : null;
}

/** The basis that a gap makes: without one, work ends with the invocation for which its credentials were given, else with them. */
export function basisOf(gapMs: number | null, invocation: string | null): CutBasis {
  if (gapMs !== null) return "idle-gap";
  return invocation === null ? "credential-lifetime" : "invocation";
}

/** What a reader must know of a piece of work: without the id of a run or an invocation nobody can say that it is one run. */
export function titleOf(root: string, basis: CutBasis): string {
  if (basis === "run-id") return `run ${root}`;
  if (basis === "invocation") return `invocation ${root}`;
  const what = `activity of credential ${root}`;
  return basis === "idle-gap"
    ? `${what} between pauses; may hold several runs, or a part of one`
    : `${what}; may hold several runs`;
}

/**
 * What a credential was given to: the function or task that its records name, or the instance for which its session is called.
 * Anybody may call a session so: only with the mark that EC2 puts on what it delivered is it the instance's.
 */
export function workloadOf({
  scope,
  sessionName,
  delivery,
}: Pick<Use, "scope" | "sessionName" | "delivery">): string | null {
  if (scope !== null) return scope;
  return delivery !== null && sessionName !== null && /^i-[0-9a-f]{8,17}$/.test(sessionName) ? sessionName : null;
}

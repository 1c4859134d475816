import type { JsonObject } from "@/lib/cloudtrail/json-object";
import type { Aspect, FactOf, Trust } from "./fact";

/** A record of a change, read once for everybody who makes facts of it. */
export type ChangeRecord = {
  readonly source: string;
  readonly name: string;
  readonly atMs: number;
  readonly account: string;
  readonly region: string;
  readonly request: JsonObject;
  readonly response: JsonObject;
  readonly record: JsonObject;
  readonly eventId: string;
  readonly knownAtMs: number;
  readonly trust: Trust;
};

/**
 * A fact that begins with a change; with `holdsBefore` the opposite: what was so until then. `isDefault`: what comes with something new, and
 * which any other change of the same second replaced.
 */
export function changeFact<A extends Aspect>(
  change: ChangeRecord,
  about: Pick<FactOf<A>, "subject" | "aspect" | "value"> & { readonly holdsBefore?: true; readonly isDefault?: true },
): FactOf<A> {
  const { holdsBefore, isDefault, ...what } = about;
  const at = holdsBefore === true || isDefault === true ? change.atMs - 1 : change.atMs;
  return {
    ...what,
    fromMs: at,
    toMs: at,
    isChange: holdsBefore !== true,
    knownAtMs: change.knownAtMs,
    origin: { kind: "event", name: change.eventId, trust: change.trust },
  };
}

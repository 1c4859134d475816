import type { Holding } from "./coverage";
import { type CoverageModel, heldKey } from "./coverage-model";
import type { Place } from "./sinks-at";
import { isWithin } from "./spans";

/** Whether the files that a sink would have delivered for a moment are here. */
export function heldAt(model: CoverageModel, sink: string, moment: Place & { readonly atMs: number }): Holding {
  const place = model.held.get(heldKey(sink, moment.account, moment.region));
  if (place === undefined) return "missing";
  if (isWithin(place.verified, moment.atMs)) return "verified";
  return isWithin(place.complete, moment.atMs) ? "complete" : "missing";
}

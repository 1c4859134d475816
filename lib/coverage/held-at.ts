import type { Holding } from "./coverage";
import type { CoverageModel } from "./coverage-model";
import type { HeldPlace } from "./fact";
import type { Place } from "./sinks-at";
import { isWithin } from "./spans";

type ByRegion = Map<string, HeldPlace>;

/** By sink, account and Region apart: a grid asks tens of thousands of times, and a key made of three is a new text each time. */
const indexes = new WeakMap<CoverageModel["held"], Map<string, Map<string, ByRegion>>>();

/** Whether the files that a sink would have delivered for a moment are here. */
export function heldAt(model: CoverageModel, sink: string, moment: Place & { readonly atMs: number }): Holding {
  const place = indexOf(model.held).get(sink)?.get(moment.account)?.get(moment.region);
  if (place === undefined) return "missing";
  if (isWithin(place.verified, moment.atMs)) return "verified";
  return isWithin(place.complete, moment.atMs) ? "complete" : "missing";
}

function indexOf(held: CoverageModel["held"]): Map<string, Map<string, ByRegion>> {
  const known = indexes.get(held);
  if (known !== undefined) return known;
  const index = new Map<string, Map<string, ByRegion>>();
  for (const place of held.values()) {
    const ofSink = index.get(place.sink) ?? new Map<string, ByRegion>();
    index.set(place.sink, ofSink);
    const ofAccount = ofSink.get(place.account) ?? new Map<string, HeldPlace>();
    ofSink.set(place.account, ofAccount);
    ofAccount.set(place.region, place);
  }
  indexes.set(held, index);
  return index;
}

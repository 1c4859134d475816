import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { CellResult } from "./contract";
import type { CoverageModel } from "./coverage-model";
import { evaluateAmong } from "./evaluate-coverage";
import { heldAt } from "./held-at";
import { inventoryAt } from "./inventory-at";
import { type Place, type SinkAt, sinksAt } from "./sinks-at";
import { segmentAt } from "./timeline";

export type Grid = {
  readonly profiles: readonly (readonly CellResult[])[];
  /** For every place its profile, in the order of the places. */
  readonly profileOf: readonly number[];
};

/** Evaluates families in many places at one moment: places in which the same sinks stand alike are evaluated once. */
export function evaluateGrid(
  model: CoverageModel,
  atMs: number,
  asked: { readonly places: readonly Place[]; readonly families: readonly OperationFamily[] },
): Grid {
  const sinks = sinksAt(model, atMs);
  const own = new Map<string, SinkAt[]>();
  for (const at of sinks) own.set(at.sink.owner, [...(own.get(at.sink.owner) ?? []), at]);
  const shared = sinks.filter(({ settings }) => settings?.organisation === true);
  const byKey = new Map<string, number>();
  const profiles: CellResult[][] = [];
  const profileOf = asked.places.map((place) => {
    const near = [...(own.get(place.account) ?? []), ...shared.filter(({ sink }) => sink.owner !== place.account)];
    const key = profileKey(model, near, { ...place, atMs });
    const known = byKey.get(key);
    if (known !== undefined) return known;
    profiles.push(asked.families.map((family) => evaluateAmong(family, { ...place, atMs, sinks: near }, model)));
    byKey.set(key, profiles.length - 1);
    return profiles.length - 1;
  });
  return { profiles, profileOf };
}

/** The same for places of which the same will be said. */
function profileKey(
  model: CoverageModel,
  sinks: readonly SinkAt[],
  { account, region, atMs }: Place & { readonly atMs: number },
): string {
  const member = segmentAt(model.memberships.get(account) ?? [], atMs);
  const described = inventoryAt(model, { account, region, atMs }) ?? "none";
  const parts = sinks.map(({ sink, settings }) => {
    const isHere = settings === undefined || settings.multiRegion || settings.home === region;
    return `${sink.arn} ${isHere} ${heldAt(model, sink.arn, { account, region, atMs })}`;
  });
  const who = described === "proved" && parts.every((part) => !part.includes(account)) ? "" : account;
  return [who, region === "us-east-1", member?.standing, member?.value, described, ...parts].join("|");
}

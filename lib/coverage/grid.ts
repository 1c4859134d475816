import { globalRegionOf, partitionOfRegion } from "@/lib/cloudtrail/arn";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { CellResult } from "./contract";
import type { CoverageModel } from "./coverage-model";
import { evaluateIn } from "./evaluate-coverage";
import type { Moment } from "./evaluation-context";
import { heldAt } from "./held-at";
import { inventoryAt } from "./inventory-at";
import { membershipAt, placeAt } from "./place-at";
import { type Place, type SinkAt, sinksAt } from "./sinks-at";

export type Grid = {
  readonly profiles: readonly (readonly CellResult[])[];
  /** For every place its profile, in the order of the places. */
  readonly profileOf: readonly number[];
};

/** What is the same in every Region of an account. */
type Nearby = {
  readonly sinks: readonly SinkAt[];
  readonly hasOwn: boolean;
  /** The profiles of places in which these sinks stand alike otherwise too; shared by accounts to which the same applies. */
  readonly profiles: Map<string, number>;
};

/** Evaluates families in many places at one moment: places in which the same sinks stand alike are evaluated once. */
export function evaluateGrid(
  model: CoverageModel,
  atMs: number,
  asked: { readonly places: readonly Place[]; readonly families: readonly OperationFamily[] },
): Grid {
  const nearby = nearbyOf(model, atMs);
  const profiles: CellResult[][] = [];
  const profileOf = asked.places.map((place) => {
    const near = nearby(place.account);
    const moment = { account: place.account, region: place.region, atMs };
    const key = profileKey(model, near, moment);
    const known = near.profiles.get(key);
    if (known !== undefined) return known;
    const here = placeAt(model, { ...moment, sinks: near.sinks });
    profiles.push(asked.families.map((family) => evaluateIn(family, here, model)));
    near.profiles.set(key, profiles.length - 1);
    return profiles.length - 1;
  });
  return { profiles, profileOf };
}

/** Looks up once for each account which sinks it may have to do with. */
function nearbyOf(model: CoverageModel, atMs: number): (account: string) => Nearby {
  const sinks = sinksAt(model, atMs);
  const own = new Map<string, SinkAt[]>();
  for (const at of sinks) {
    const list = own.get(at.sink.owner);
    if (list === undefined) own.set(at.sink.owner, [at]);
    else list.push(at);
  }
  const shared = sinks.filter(({ sink, settings }) =>
    settings === undefined ? sink.settings.some(({ value }) => value?.organisation === true) : settings.organisation,
  );
  const known = new Map<string, Nearby>();
  const alike = new Map<string, Map<string, number>>();
  return (account) => {
    const found = known.get(account);
    if (found !== undefined) return found;
    const near = [...(own.get(account) ?? []), ...shared.filter(({ sink }) => sink.owner !== account)];
    const owners = new Set(near.flatMap(({ sink }) => (sink.owner === account ? [] : [sink.owner])));
    const members = [...owners].map((owner) => membershipAt(model, { account, atMs }, owner));
    const told = members.flatMap((member) => [member?.standing, member?.value]);
    const key = [...told, ...near.map(({ sink }) => sink.arn)].join("|");
    const profiles = alike.get(key) ?? new Map<string, number>();
    alike.set(key, profiles);
    const made = { sinks: near, hasOwn: near.some(({ sink }) => sink.arn.includes(account)), profiles };
    known.set(account, made);
    return made;
  };
}

/** The same for places of which, among those with the same sinks, the same will be said. */
function profileKey(model: CoverageModel, { sinks, hasOwn }: Nearby, moment: Moment): string {
  const { account, region } = moment;
  const described = inventoryAt(model, moment) ?? "none";
  const who = described === "proved" && !hasOwn ? "" : account;
  let key = `${who}|${globalRegionOf(region) === region ? 1 : 0}${partitionOfRegion(region)}|${described}`;
  for (const { sink, settings, nearbySettings } of sinks) {
    const isHere = settings === undefined || settings.multiRegion || settings.home === region;
    key += `|${isHere ? 1 : 0}${heldAt(model, sink.arn, moment)}${nearbySettings.length > 0 ? region : ""}`;
  }
  return key;
}

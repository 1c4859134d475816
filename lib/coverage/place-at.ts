import { partitionOfRegion } from "@/lib/cloudtrail/arn";
import type { Coverage } from "./coverage";
import type { CoverageModel } from "./coverage-model";
import type { Moment } from "./evaluation-context";
import { inventoryAt } from "./inventory-at";
import { CHANGE_BAND_MS, type SinkAt } from "./sinks-at";
import { membershipOf } from "./membership";
import { segmentAt, type Segment } from "./timeline";

/** `isMaybe`: whether the account belongs to the sink's organisation is not certain. */
export type Reach = { readonly standing: SinkAt["standing"]; readonly isMaybe: boolean; readonly isOut: boolean };

/** A place at a moment, with all that holds of it whatever the family. */
export type PlaceAt = Moment & {
  /** Sinks that may watch it, and how certain it is that they do. */
  readonly reached: readonly { readonly at: SinkAt; readonly reach: Reach }[];
  /** How well the account's own trails are known. */
  readonly owned: SinkAt["standing"];
  /** What was said of families of which nothing is taken there: it hangs on the sinks alone. */
  readonly nothing: Map<string, Coverage>;
};

/** Looks up of a place what every family asks. */
export function placeAt(
  model: CoverageModel,
  { sinks, ...moment }: Moment & { readonly sinks: readonly SinkAt[] },
): PlaceAt {
  const partition = partitionOfRegion(moment.region);
  const reached = sinks.flatMap((at) => {
    const reach = partitionOfRegion(at.sink.home) === partition ? reachOf(at, moment, model) : null;
    return reach === null ? [] : [{ at, reach }];
  });
  return { ...moment, reached, owned: inventoryAt(model, moment) ?? "unknown", nothing: new Map() };
}

/** Whether an account is in the organisation; null where that is not known, or too new to be relied on. */
export function membershipAt(
  model: CoverageModel,
  { account, atMs }: Pick<Moment, "account" | "atMs">,
  owner: string,
): Segment<boolean> | null {
  const found = segmentAt(membershipOf(model, account, owner), atMs);
  const isNew = found?.startsWithChange === true && atMs - found.fromMs < CHANGE_BAND_MS;
  return isNew ? null : found;
}

/** How certain it is that the sink watches the account then; null where it has nothing to do with it. */
function reachOf(at: SinkAt, moment: Moment, model: CoverageModel): Reach | null {
  const firm: Reach = { standing: at.standing, isMaybe: false, isOut: false };
  const { owner } = at.sink;
  if (owner === moment.account) return firm;
  if (at.settings?.organisation === false) return null;
  const member = membershipAt(model, moment, owner);
  // Another account's sink, of which only its settings at another time say that it is an organisation's.
  if (at.settings === undefined && at.isOn !== false)
    return member?.standing === "proved" && member.value === false
      ? null
      : { standing: "unknown", isMaybe: true, isOut: false };
  if (member === null || member.standing === "unknown") return { ...firm, standing: "unknown", isMaybe: true };
  if (member.standing === "proved") return member.value === true ? firm : null;
  const standing = at.standing === "unknown" ? "unknown" : "last-known";
  return { standing, isMaybe: true, isOut: member.value === false };
}

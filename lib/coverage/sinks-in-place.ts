import { globalRegionOf } from "@/lib/cloudtrail/arn";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import {
  type ClassTake,
  extentOf,
  narrowTake,
  selectClass,
  selectNothing,
} from "@/lib/cloudtrail/selectors/select-class";
import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";
import type { PlaceAt, Reach } from "./place-at";
import type { SinkAt } from "./sinks-at";

/** A sink as far as it concerns one family in one place at one moment. */
export type SinkInPlace = {
  readonly at: SinkAt;
  readonly standing: SinkAt["standing"];
  readonly take: ClassTake;
  /** It changed within a quarter of an hour, and before or after it took something else of the class, or did not reach the place. */
  readonly isNearChange: boolean;
};

/** The sinks that could record the family there: the account's own, and those of its organisation. */
export function sinksInPlace(family: OperationFamily, { reached, region }: PlaceAt): SinkInPlace[] {
  return reached.map(({ at, reach }) => inPlace(family, at, { region, reach }));
}

type Here = { readonly region: string; readonly reach: Reach };

function inPlace(family: OperationFamily, at: SinkAt, { region, reach }: Here): SinkInPlace {
  const { standing, isMaybe, isOut } = reach;
  if (at.isOn === false || (at.settings !== undefined && !reachesRegion(at.settings, family, region)))
    return { at, standing, take: selectNothing(family.eventClass), isNearChange: false };
  if (at.selectors === undefined)
    return { at, standing: "unknown", take: selectNothing(family.eventClass), isNearChange: false };
  const whole = takeOf(at.selectors, family);
  const take = losesGlobalEvents(at, family, region) ? narrowTake(whole, GLOBAL_EVENTS) : whole;
  if (isMaybe && extentOf(take).extent === "none") return { at, standing: at.standing, take, isNearChange: false };
  if (isOut) return { at, standing, take: selectNothing(family.eventClass), isNearChange: false };
  const isNearChange =
    at.nearbySelectors.some((other) => other === undefined || differs(take, takeOf(other, family))) ||
    (extentOf(take).extent !== "none" && at.nearbySettings.some((other) => !reachedBy(other, at, { family, region })));
  return { at, standing: isNearChange && standing === "proved" ? "unknown" : standing, take, isNearChange };
}

/** Whether other settings of a sink reach a place as those do that it has: of a new one, its first selectors say that it is new. */
function reachedBy(
  other: SinkAt["settings"],
  { settings }: SinkAt,
  { family, region }: { readonly family: OperationFamily; readonly region: string },
): boolean {
  if (other === undefined || settings === undefined) return true;
  return reachesRegion(other, family, region) && other.organisation === settings.organisation;
}

function reachesRegion(settings: NonNullable<SinkAt["settings"]>, family: OperationFamily, region: string): boolean {
  if (!settings.multiRegion && settings.home !== region) return false;
  return settings.globalEvents || family.recordedIn === null;
}

const GLOBAL_EVENTS = "includeGlobalServiceEvents";
/** Families that hold events of global services among others, all of which us-east-1 records. */
const PARTLY_GLOBAL = new Set(["management", "management:sts"]);

function losesGlobalEvents({ settings }: SinkAt, { id }: OperationFamily, region: string): boolean {
  return settings?.globalEvents === false && globalRegionOf(region) === region && PARTLY_GLOBAL.has(id);
}

const takes = new WeakMap<SelectorSet, Map<string, ClassTake>>();

/** What selectors take of a family: many places share one answer. */
function takeOf(selectors: SelectorSet, family: OperationFamily): ClassTake {
  let byFamily = takes.get(selectors);
  if (byFamily === undefined) {
    byFamily = new Map();
    takes.set(selectors, byFamily);
  }
  const known = byFamily.get(family.id);
  if (known !== undefined) return known;
  const take = selectClass(selectors, family.eventClass);
  byFamily.set(family.id, take);
  return take;
}

function differs(a: ClassTake, b: ClassTake): boolean {
  const one = extentOf(a);
  const other = extentOf(b);
  return one.extent !== other.extent || one.dimensions.join() !== other.dimensions.join();
}

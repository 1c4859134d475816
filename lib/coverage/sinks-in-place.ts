import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import {
  type ClassTake,
  extentOf,
  narrowTake,
  selectClass,
  selectNothing,
} from "@/lib/cloudtrail/selectors/select-class";
import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";
import type { CoverageModel } from "./coverage-model";
import type { Place, SinkAt } from "./sinks-at";
import { segmentAt } from "./timeline";

/** A sink as far as it concerns one family in one place at one moment. */
export type SinkInPlace = {
  readonly at: SinkAt;
  readonly standing: SinkAt["standing"];
  readonly take: ClassTake;
  /** Selectors changed within a quarter of an hour, and before or after they took something else of the class. */
  readonly isNearChange: boolean;
};

type Moment = Place & { readonly atMs: number; readonly sinks: readonly SinkAt[] };

/** The sinks that could record the family there: the account's own, and those of its organisation. */
export function sinksInPlace(family: OperationFamily, moment: Moment, model: CoverageModel): SinkInPlace[] {
  return moment.sinks.flatMap((at) => {
    const reach = reachOf(at, moment, model);
    return reach === null ? [] : [inPlace(family, at, { ...moment, reach })];
  });
}

/** `isMaybe`: whether the account belongs to the sink's organisation is not certain. */
type Reach = { readonly standing: SinkAt["standing"]; readonly isMaybe: boolean; readonly isOut: boolean };

/** How certain it is that the sink watches the account then; null where it has nothing to do with it. */
function reachOf(at: SinkAt, { account, atMs }: Moment, model: CoverageModel): Reach | null {
  const firm: Reach = { standing: at.standing, isMaybe: false, isOut: false };
  if (at.sink.owner === account) return firm;
  if (at.settings?.organisation !== true) return null;
  const membership = model.memberships.get(account);
  const member = membership === undefined ? null : segmentAt(membership, atMs);
  if (member === null || member.standing === "unknown") return { ...firm, standing: "unknown", isMaybe: true };
  if (member.standing === "proved") return member.value === true ? firm : null;
  const standing = at.standing === "unknown" ? "unknown" : "last-known";
  return { standing, isMaybe: true, isOut: member.value === false };
}

function inPlace(family: OperationFamily, at: SinkAt, moment: Moment & { readonly reach: Reach }): SinkInPlace {
  const { standing, isMaybe, isOut } = moment.reach;
  const nothing = selectNothing(family.eventClass);
  if (at.isOn === false) return { at, standing, take: nothing, isNearChange: false };
  if (at.settings !== undefined && !reachesRegion(at.settings, family, moment.region))
    return { at, standing, take: nothing, isNearChange: false };
  if (at.selectors === undefined) return { at, standing: "unknown", take: nothing, isNearChange: false };
  const whole = takeOf(at.selectors, family);
  const take = losesGlobalEvents(at, family, moment.region) ? narrowTake(whole, GLOBAL_EVENTS) : whole;
  if (isMaybe && extentOf(take).extent === "none") return { at, standing: at.standing, take, isNearChange: false };
  if (isOut) return { at, standing, take: nothing, isNearChange: false };
  const isNearChange = at.nearbySelectors.some((other) => other === undefined || differs(take, takeOf(other, family)));
  return { at, standing: isNearChange && standing === "proved" ? "unknown" : standing, take, isNearChange };
}

function reachesRegion(settings: NonNullable<SinkAt["settings"]>, family: OperationFamily, region: string): boolean {
  if (!settings.multiRegion && settings.home !== region) return false;
  return settings.globalEvents || family.recordedIn === null;
}

const GLOBAL_EVENTS = "includeGlobalServiceEvents";
/** Families that hold events of global services among others, all of which us-east-1 records. */
const PARTLY_GLOBAL = new Set(["management", "management:sts"]);

function losesGlobalEvents({ settings }: SinkAt, { id }: OperationFamily, region: string): boolean {
  return settings?.globalEvents === false && region === "us-east-1" && PARTLY_GLOBAL.has(id);
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

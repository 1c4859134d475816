import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { extentOf } from "@/lib/cloudtrail/selectors/select-class";
import type { CoverageModel } from "../coverage-model";
import type { Moment } from "../evaluation-context";
import { placeAt } from "../place-at";
import { sinksInPlace } from "../sinks-in-place";
import { sinksOfAt } from "../sinks-at";
import { type EventPrices, priceOf } from "./event-prices";

export const TRAILS_MAX = 5;

export type DoublePaid = {
  readonly family: string;
  /** Those that take all of it at the same time. */
  readonly sinks: readonly string[];
  /** What the copies beyond the first cost in a month, by the events that were seen. */
  readonly monthlyUsd: number;
};

type Seen = { readonly family: OperationFamily; readonly events: number };

/** The families that several trails take whole in one place: each event is paid for each time, a management event from the second copy on. */
export function doublePaid(moment: Moment, seen: readonly Seen[], known: Known): DoublePaid[] {
  const { model, prices } = known;
  const sinks = sinksOfAt(model, moment.account, moment.atMs);
  return seen.flatMap(({ family, events }) => {
    const whole = sinksInPlace(family, placeAt(model, { ...moment, sinks })).filter(
      ({ take, at }) => at.isOn === true && at.settings?.kind === "trail" && extentOf(take).extent === "all",
    );
    if (whole.length < 2) return [];
    const monthlyUsd = events * (whole.length - 1) * priceOf(family.eventClass.category, prices);
    return [{ family: family.id, sinks: whole.map(({ at }) => at.settings?.name ?? at.sink.arn), monthlyUsd }];
  });
}

type Known = { readonly model: CoverageModel; readonly prices: EventPrices };

/** How many trails count in an account and Region: those of its own that are there, in each Region that they reach. */
export function trailsInRegion({ account, region, atMs }: Moment, model: CoverageModel): number {
  return sinksOfAt(model, account, atMs).filter(
    ({ sink, settings }) =>
      sink.owner === account && settings?.kind === "trail" && (settings.multiRegion || settings.home === region),
  ).length;
}

import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { extentOf } from "@/lib/cloudtrail/selectors/select-class";
import { selectorLabel } from "@/lib/cloudtrail/selectors/selector-set";
import type { SinkVerdict } from "./contract";
import type { CoverageModel } from "./coverage-model";
import type { Moment } from "./evaluation-context";
import { heldAt } from "./held-at";
import { sinksOfAt } from "./sinks-at";
import { placeAt } from "./place-at";
import { type SinkInPlace, sinksInPlace } from "./sinks-in-place";

/** What every sink that may watch a place says of a family there; without what was observed. */
export function sinkVerdicts(
  family: OperationFamily,
  moment: Moment,
  model: CoverageModel,
): Omit<SinkVerdict, "share">[] {
  const sinks = sinksOfAt(model, moment.account, moment.atMs);
  return sinksInPlace(family, placeAt(model, { ...moment, sinks })).map((one) => {
    const { at, take, standing } = one;
    const { extent, selectors } = extentOf(take);
    return {
      sink: at.sink.arn,
      name: at.settings?.name ?? at.sink.arn,
      kind: at.settings?.kind ?? "trail",
      standing,
      extent,
      selectors: at.selectors === undefined ? [] : labels(at.selectors, selectors),
      because: because(one, moment.region),
      sinceMs: at.sinceMs,
      held: heldAt(model, at.sink.arn, moment),
      origins: [...new Map(at.origins.map((origin) => [origin.name, origin])).values()],
    };
  });
}

function labels(set: Parameters<typeof selectorLabel>[0], positions: readonly number[]): string[] {
  return positions.map((n) => selectorLabel(set, n));
}

function because({ at, take, isNearChange }: SinkInPlace, region: string): string {
  if (at.isOn === false) return "It was not logging.";
  if (at.settings !== undefined && !at.settings.multiRegion && at.settings.home !== region)
    return `It records ${at.settings.home} only.`;
  if (at.selectors === undefined) return "What it selected then is not known.";
  if (isNearChange) return "It was changed within 15 minutes of this moment.";
  const { extent, dimensions } = extentOf(take);
  if (extent === "all") return "It takes all of it.";
  if (extent === "part") return `It takes a part, narrowed by ${dimensions.join(", ")}.`;
  if (extent === "none") return "No selector of it takes any of this.";
  return "It hangs on whether these calls only read, which is not certain.";
}

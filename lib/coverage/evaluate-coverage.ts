import { globalRegionOf } from "@/lib/cloudtrail/arn";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { type ClassTake, type Extent, extentOf, joinTakes, takesAsMuch } from "@/lib/cloudtrail/selectors/select-class";
import { selectorLabel } from "@/lib/cloudtrail/selectors/selector-set";
import type { Coverage, CoverageMark, Decision, Holding } from "./coverage";
import type { CoverageModel } from "./coverage-model";
import type { EvaluationContext, Moment } from "./evaluation-context";
import { explainCoverage } from "./explain-coverage";
import { heldAt } from "./held-at";
import { type PlaceAt, placeAt } from "./place-at";
import { sinksInPlace, type SinkInPlace } from "./sinks-in-place";
import { type Place, type SinkAt, sinksOfAt } from "./sinks-at";

/** Would an event of this family, in this account and recording Region, have been recorded at this time, and are its files here? */
export function evaluateCoverage(family: OperationFamily, moment: Moment, model: CoverageModel): Coverage {
  return evaluateAmong(family, { ...moment, sinks: sinksOfAt(model, moment.account, moment.atMs) }, model);
}

/** The same for many places at one moment, of which the sinks have been looked up once. */
export function evaluateAmong(
  family: OperationFamily,
  moment: Moment & { readonly sinks: readonly SinkAt[] },
  model: CoverageModel,
): Coverage {
  return evaluateIn(family, placeAt(model, moment), model);
}

/** The same for many families in one place. */
export function evaluateIn(family: OperationFamily, moment: PlaceAt, model: CoverageModel): Coverage {
  const said = fixedState(family, moment);
  if (said !== null) return said;
  const inPlace = sinksInPlace(family, moment);
  const key = nothingKey(inPlace);
  const known = key === null ? undefined : moment.nothing.get(key);
  if (known !== undefined) return known;
  const coverage = coverageBy(family, { moment, inPlace }, model);
  if (key !== null) moment.nothing.set(key, coverage);
  return coverage;
}

/** The same for families of which no sink takes anything, where the same will be said of them; null for any other. */
function nothingKey(inPlace: readonly SinkInPlace[]): string | null {
  let key = "";
  for (const { take, standing, isNearChange } of inPlace) {
    if (isNearChange || extentOf(take).extent !== "none") return null;
    key += `${standing} `;
  }
  return key;
}

type Judged = { readonly moment: PlaceAt; readonly inPlace: readonly SinkInPlace[] };

function coverageBy(family: OperationFamily, { moment, inPlace }: Judged, model: CoverageModel): Coverage {
  const { owned } = moment;
  const proved = inPlace.filter(({ standing }) => standing === "proved");
  const stale = inPlace.filter(({ standing }) => standing === "last-known");
  const open = inPlace.filter(({ standing }) => standing === "unknown");
  const together = joinTakes(
    proved.map(({ take }) => take),
    family.eventClass,
  );
  const certain = extentOf(together);
  const recording = proved.filter(({ take }) => isTaking(take));
  const decidedBy = (certain.extent === "none" ? [] : recording).map((one) => decision(one, moment, model));
  const context = { family, moment, certain, stale, open, owned, proved };
  const state = stateOf(certain.extent, isUncertain(context));
  return {
    state,
    lastKnown: state === "unknown" ? lastKnown(context) : null,
    dimensions: certain.extent === "part" || certain.extent === "unknown" ? certain.dimensions : [],
    decidedBy,
    because: explainCoverage({ ...context, state, decidedBy }),
    marks: marksOf(recording, inPlace),
    held: decidedBy.length === 0 ? null : holdingOf(recording, decidedBy, together),
  };
}

function fixedState(family: OperationFamily, { region }: Place): Coverage | null {
  if (!family.isLoggable)
    return fixed("not-loggable", `${family.title}: CloudTrail makes no record of it. ${family.basis}.`);
  const only = family.recordedIn === null ? region : globalRegionOf(region);
  if (only !== region) return fixed("not-applicable", `${family.title}: recorded in ${only} only.`);
  return null;
}

function fixed(state: "not-loggable" | "not-applicable", because: string): Coverage {
  return { state, lastKnown: null, dimensions: [], decidedBy: [], because, marks: [], held: null };
}

/** Whether something that is not certain could still have recorded it. */
function isUncertain({ stale, open, owned }: EvaluationContext): boolean {
  return stale.length > 0 || open.length > 0 || owned !== "proved";
}

function stateOf(extent: Extent, uncertain: boolean): Coverage["state"] {
  if (extent === "all") return "logged";
  if (extent === "part") return "partial";
  if (extent === "unknown" || uncertain) return "unknown";
  return "not-logged";
}

function isTaking(take: ClassTake): boolean {
  return extentOf(take).extent !== "none";
}

/** What would be said if all that was last known still held; null where something was never known. */
function lastKnown({ family, proved, stale, open, owned, certain }: EvaluationContext): Coverage["lastKnown"] {
  if (certain.extent === "unknown") return null;
  const known = [...proved, ...stale];
  const { extent } = extentOf(
    joinTakes(
      known.map(({ take }) => take),
      family.eventClass,
    ),
  );
  const times = stale.flatMap(({ at }) => (at.certainUntilMs === null ? [] : [at.certainUntilMs]));
  const untilMs = times.length === 0 ? null : Math.min(...times);
  if (extent === "all") return { state: "logged", untilMs };
  if (extent === "part") return { state: "partial", untilMs };
  const isNever = open.length > 0 || owned === "unknown" || extent === "unknown";
  return isNever ? null : { state: "not-logged", untilMs };
}

function decision({ at, take }: SinkInPlace, moment: Moment, model: CoverageModel): Decision {
  const { settings, selectors } = at;
  return {
    sink: at.sink.arn,
    name: settings?.name ?? at.sink.arn,
    kind: settings?.kind ?? "trail",
    selectors: selectors === undefined ? [] : extentOf(take).selectors.map((n) => selectorLabel(selectors, n)),
    sinceMs: at.sinceMs,
    held: heldAt(model, at.sink.arn, moment),
  };
}

const HOLDINGS: readonly Holding[] = ["missing", "complete", "verified"];

/** How the class is held: as well as the files of those sinks that record as much of it as all of them do. */
function holdingOf(recording: readonly SinkInPlace[], decisions: readonly Decision[], together: ClassTake): Holding {
  const ranks = decisions.map(({ held }) => HOLDINGS.indexOf(held));
  const worst = Math.min(...ranks);
  for (let rank = Math.max(...ranks); rank > worst; rank--) {
    const held = recording.filter((_, n) => (ranks[n] ?? worst) >= rank).map(({ take }) => take);
    if (takesAsMuch(joinTakes(held, together.eventClass), together)) return HOLDINGS[rank] ?? "missing";
  }
  return HOLDINGS[worst] ?? "missing";
}

function marksOf(recording: readonly SinkInPlace[], all: readonly SinkInPlace[]): CoverageMark[] {
  const marks: CoverageMark[] = [];
  if (recording.some(({ at }) => at.origins.some(({ trust }) => trust === "uploaded"))) marks.push("uploaded-facts");
  if (recording.some(({ at }) => at.deliveryFails !== null)) marks.push("delivery-fails");
  if (all.some(({ isNearChange }) => isNearChange)) marks.push("near-a-change");
  return marks;
}

import { formatTime } from "@/lib/base/format-time";
import type { Coverage, Decision } from "./coverage";
import type { EvaluationContext } from "./evaluation-context";
import type { SinkInPlace } from "./sinks-in-place";

type Explaining = EvaluationContext & {
  readonly state: Coverage["state"];
  readonly decidedBy: readonly Decision[];
};

/** Why a cell is as it is, in one or two sentences. */
export function explainCoverage(context: Explaining): string {
  return `${sentence(context)}.${footnotes(context)}`;
}

function sentence(context: Explaining): string {
  const { state, decidedBy, certain } = context;
  switch (state) {
    case "logged":
      return listed(decidedBy, "records it");
    case "partial":
      return `${listed(decidedBy, "records a part of it")}: narrowed by ${certain.dimensions.join(", ") || "its selectors"}`;
    case "not-logged":
      return notLogged(context);
    case "unknown":
    case "not-loggable":
    case "not-applicable":
      return unknown(context);
  }
}

function listed(decisions: readonly Decision[], does: string): string {
  const first = decisions[0];
  if (first === undefined) return does;
  const by = first.selectors.length > 0 ? ` by ${first.selectors.join(" and ")}` : "";
  const others = decisions.length > 1 ? `, and ${decisions.length - 1} more` : "";
  return `${first.name}${others} ${does}${by}`;
}

function notLogged({ proved }: Explaining): string {
  if (proved.length === 0) return "No trail watches this account and Region";
  return proved.map(whyNothing).join("; ");
}

/** Why a sink takes nothing of it. */
function whyNothing({ at }: SinkInPlace): string {
  const { settings } = at;
  const name = settings?.name ?? at.sink.arn;
  if (at.isOn === false) return `${name} was not logging`;
  if (takesNothingAtAll(at)) return `${name} is logging, and records nothing`;
  return `${name} does not select it`;
}

function takesNothingAtAll({ selectors }: SinkInPlace["at"]): boolean {
  if (selectors?.kind !== "basic") return false;
  return selectors.selectors.every(
    ({ management, dataResources }) => !management && dataResources.every(({ values }) => values.length === 0),
  );
}

function unknown({ certain, stale, open, owned, moment }: Explaining): string {
  if (certain.extent === "unknown") return "Whether these calls only read is not certain, and the selectors go by it";
  const near = [...open, ...stale].find(({ isNearChange }) => isNearChange);
  if (near !== undefined)
    return `${nameOf(near)} was changed within 15 minutes of this moment, and took something else of it before or after`;
  const [old] = stale;
  if (old !== undefined) return `${nameOf(old)} as last known${since(old)}: a change since would not have been seen`;
  const [never] = open;
  if (never !== undefined) return `How ${nameOf(never)} was set up then is not known`;
  if (owned === "last-known") return `Which trails ${moment.account} has is known from earlier only`;
  return `Which trails ${moment.account} has is not known: no configuration of it was imported`;
}

const nameOf = ({ at }: SinkInPlace): string => at.settings?.name ?? at.sink.arn;

function since({ at }: SinkInPlace): string {
  return at.certainUntilMs === null ? "" : ` on ${formatTime(at.certainUntilMs)}`;
}

function footnotes({ proved, decidedBy }: Explaining): string {
  const deciding = proved.filter(({ at }) => decidedBy.some(({ sink }) => sink === at.sink.arn));
  const failing = deciding.find(({ at }) => at.deliveryFails !== null);
  const uploaded = deciding.some(({ at }) => at.origins.some(({ trust }) => trust === "uploaded"));
  return (
    (failing === undefined ? "" : ` Delivery of ${nameOf(failing)} failed: ${failing.at.deliveryFails}.`) +
    (uploaded ? " This rests on records that were uploaded, not pulled or verified." : "")
  );
}

import { globalRegionOf } from "@/lib/cloudtrail/arn";
import { matchSelectors, type SelectableEvent } from "@/lib/cloudtrail/selectors/match-selectors";
import type { LoggedVerdict } from "./contract";
import type { CoverageModel } from "./coverage-model";
import type { Moment } from "./evaluation-context";
import { heldAt } from "./held-at";
import type { SinkSettings } from "./fact";
import { membershipAt } from "./place-at";
import { type SinkAt, sinksOfAt } from "./sinks-at";

type SinkJudgement = LoggedVerdict["sinks"][number];

/** Puts one record to every sink that may watch the place: what takes it, or what of each rejects it. */
export function judgeSinks(event: SelectableEvent, moment: Moment, model: CoverageModel): SinkJudgement[] {
  return sinksOfAt(model, moment.account, moment.atMs).flatMap(
    (at) => judgeSink(event, { ...moment, at }, model) ?? [],
  );
}

function judgeSink(
  event: SelectableEvent,
  { at, ...moment }: Moment & { readonly at: SinkAt },
  model: CoverageModel,
): SinkJudgement | null {
  const { settings, sink } = at;
  const isOwn = sink.owner === moment.account;
  if (!isOwn && settings?.organisation === false) return null;
  const member = isOwn ? null : membershipAt(model, moment, sink.owner);
  const isOut = member?.value === false;
  const {
    takes,
    because,
    selectors = [],
  } = isOut
    ? { takes: member.standing === "proved" ? false : null, because: "The account was not in the organisation." }
    : takeOf(event, at, moment.region);
  // What takes nothing of it does so whether the account belongs to it or not.
  const standing = isOwn || (takes === false && !isOut) ? at.standing : standingOf(at, member, isOut);
  return {
    sink: sink.arn,
    name: settings?.name ?? sink.arn,
    kind: settings?.kind ?? "trail",
    standing,
    takes,
    because,
    held: heldAt(model, sink.arn, moment),
    selectors: [...selectors],
  };
}

type Taken = Pick<SinkJudgement, "takes" | "because"> & { readonly selectors?: SinkJudgement["selectors"] };

/** What a sink takes of the record, as far as it is known. */
function takeOf(event: SelectableEvent, at: SinkAt, region: string): Taken {
  const { settings, selectors } = at;
  if (at.isOn === false) return { takes: false, because: "It was not logging." };
  if (settings !== undefined) {
    const isHere = reachesIn(settings, region);
    if (at.nearbySettings.some((other) => other !== undefined && reachesIn(other, region) !== isHere))
      return { takes: null, because: "Which Regions it records changed within 15 minutes of this moment." };
    if (!isHere) return { takes: false, because: `It records ${settings.home} only.` };
    const isLeftOut = settings.globalEvents ? false : isGlobal(event);
    if (isLeftOut === true) return { takes: false, because: "It leaves out events of global services." };
    if (isLeftOut === null && globalRegionOf(region) === region)
      return {
        takes: null,
        because: "It leaves out events of global services, and whether this is one cannot be told.",
      };
  }
  if (selectors === undefined) return { takes: null, because: "What it selected then is not known." };
  const verdict = matchSelectors(selectors, event);
  const nearby = at.nearbySelectors.map((set) => (set === undefined ? null : matchSelectors(set, event).takes));
  if (nearby.some((takes) => takes !== verdict.takes))
    return { takes: null, because: "Its selectors changed within 15 minutes of this moment." };
  const isCertain = at.isOn === true && settings !== undefined;
  const takes = verdict.takes === true && !isCertain ? null : verdict.takes;
  return { takes, because: wordsFor(takes), selectors: [...verdict.selectors] };
}

function reachesIn({ multiRegion, home }: SinkSettings, region: string): boolean {
  return multiRegion || home === region;
}

function standingOf(at: SinkAt, member: ReturnType<typeof membershipAt>, isOut: boolean): SinkAt["standing"] {
  const own = member?.standing ?? "unknown";
  const both = isOut ? [own] : [at.standing, own];
  return (["unknown", "last-known"] as const).find((standing) => both.includes(standing)) ?? "proved";
}

const GLOBAL_SOURCES = new Set(["iam.amazonaws.com", "cloudfront.amazonaws.com"]);
/** Those that us-east-1 records for all Regions or, as STS, for some of the calls. */
const PERHAPS_GLOBAL = new Set(
  "sts route53 route53domains organizations globalaccelerator waf wafv2 shield support budgets ce account health"
    .split(" ")
    .map((service) => `${service}.amazonaws.com`),
);

function isGlobal({ category, source }: SelectableEvent): boolean | null {
  if (category !== "Management") return false;
  if (GLOBAL_SOURCES.has(source)) return true;
  return PERHAPS_GLOBAL.has(source) ? null : false;
}

function wordsFor(takes: boolean | null): string {
  if (takes === null) return "Whether it takes the record cannot be told.";
  return takes ? "It takes the record." : "No selector takes the record.";
}

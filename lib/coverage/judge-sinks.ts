import { matchSelectors, type SelectableEvent } from "@/lib/cloudtrail/selectors/match-selectors";
import type { LoggedVerdict } from "./contract";
import type { CoverageModel } from "./coverage-model";
import type { Moment } from "./evaluation-context";
import { heldAt } from "./held-at";
import { type SinkAt, sinksOfAt } from "./sinks-at";
import { segmentAt } from "./timeline";

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
  const { settings, selectors, sink } = at;
  const isOwn = sink.owner === moment.account;
  if (!isOwn && settings?.organisation !== true) return null;
  const membership = isOwn ? null : segmentAt(model.memberships.get(moment.account) ?? [], moment.atMs);
  const say = (takes: boolean | null, because: string, verdicts: SinkJudgement["selectors"] = []): SinkJudgement => ({
    sink: sink.arn,
    name: settings?.name ?? sink.arn,
    kind: settings?.kind ?? "trail",
    standing: standingOf(at, isOwn, membership?.standing),
    takes,
    because,
    held: heldAt(model, sink.arn, moment),
    selectors: verdicts,
  });
  if (!isOwn && membership?.value === false) return say(false, "The account was not in the organisation.");
  if (at.isOn === false) return say(false, "It was not logging.");
  if (settings !== undefined && !settings.multiRegion && settings.home !== moment.region)
    return say(false, `It records ${settings.home} only.`);
  if (settings !== undefined && !settings.globalEvents && isGlobal(event))
    return say(false, "It leaves out events of global services.");
  if (selectors === undefined) return say(null, "What it selected then is not known.");
  if (at.nearbySelectors.length > 0) {
    const other = at.nearbySelectors.map((set) => (set === undefined ? null : matchSelectors(set, event).takes));
    const now = matchSelectors(selectors, event).takes;
    if (other.some((takes) => takes !== now))
      return say(null, "Its selectors changed within 15 minutes of this moment.");
  }
  const verdict = matchSelectors(selectors, event);
  const isCertain = at.isOn === true && settings !== undefined;
  const takes = verdict.takes === true && !isCertain ? null : verdict.takes;
  return say(takes, wordsFor(takes), [...verdict.selectors]);
}

function standingOf(at: SinkAt, isOwn: boolean, member: SinkAt["standing"] | undefined): SinkAt["standing"] {
  const both = [at.standing, isOwn ? "proved" : (member ?? "unknown")];
  if (both.includes("unknown")) return "unknown";
  return both.includes("last-known") ? "last-known" : "proved";
}

const GLOBAL_SOURCES = new Set(["iam.amazonaws.com", "sts.amazonaws.com", "cloudfront.amazonaws.com"]);

function isGlobal({ category, source }: SelectableEvent): boolean {
  return category === "Management" && GLOBAL_SOURCES.has(source) && source !== "sts.amazonaws.com";
}

function wordsFor(takes: boolean | null): string {
  if (takes === null) return "Whether it takes the record cannot be told.";
  return takes ? "It takes the record." : "No selector takes the record.";
}

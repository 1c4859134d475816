import { cliTime, HOUR, MINUTE } from "../base/calendar";
import { isMember, type Milestones, type Trail } from "../delivery/trails";

/** What `describe-trails` prints of a trail. */
export function describedTrail(trail: Trail): object {
  return {
    Name: trail.name,
    S3BucketName: trail.bucket,
    IncludeGlobalServiceEvents: trail.globalEvents,
    IsMultiRegionTrail: trail.multiRegion,
    HomeRegion: trail.home,
    TrailARN: trail.arn,
    LogFileValidationEnabled: trail.validation,
    HasCustomEventSelectors: true,
    HasInsightSelectors: trail.insights,
    IsOrganizationTrail: trail.organisation,
    RecursiveLogging: true,
  };
}

/** What `list-trails` prints of it, in whatever Region it is asked for. */
export function listedTrail({ arn, name, home }: Trail): object {
  return { TrailARN: arn, Name: name, HomeRegion: home };
}

/** The trails that an account sees then: its own, and the organisation's shadow while it is a member. */
export function visibleTrails(
  trails: readonly Trail[],
  view: { account: string; at: number; m: Milestones },
): readonly Trail[] {
  return trails.filter((trail) => {
    if (!trail.phases.some((phase) => view.at >= phase.from && view.at < phase.to)) return false;
    return trail.owner === view.account || (trail.organisation && isMember(view.account, view.at, view.m));
  });
}

/** `get-event-selectors` of one trail. */
export function selectorsOf(trail: Trail, at: number): object {
  const phase = trail.phases.find((entry) => at >= entry.from && at < entry.to);
  return { TrailARN: trail.arn, ...phase?.selectors };
}

/** `get-trail-status` of one trail in one Region: only the latest start and stop are kept. */
export function statusOf(trail: Trail, at: number): object {
  const stop = trail.stopped.findLast((span) => span.from <= at);
  const isLogging = stop === undefined || at >= stop.to;
  const failing = trail.lost.find((span) => span.account === undefined && at >= span.from && at < span.to);
  const started = stop !== undefined && at >= stop.to ? stop.to : (trail.phases[0]?.from ?? at);
  return {
    IsLogging: isLogging,
    ...(failing ? { LatestDeliveryError: "AccessDenied" } : {}),
    LatestDeliveryTime: cliTime(failing ? failing.from : at - 4 * MINUTE),
    StartLoggingTime: cliTime(started),
    ...(stop ? { StopLoggingTime: cliTime(stop.from) } : {}),
    ...(trail.validation ? { LatestDigestDeliveryTime: cliTime(at - HOUR / 2) } : {}),
  };
}

import { HOUR, isoSeconds, MINUTE } from "./base/calendar";
import { STORY_DAYS, windowOf } from "./base/window";
import { milestones } from "./delivery/trails";
import { worldOf } from "./organisation/world";

/** A place in the demo organisation that is worth a first look: somebody's hours, with one record open. */
export type Sight = {
  /** ARN. */
  readonly identity: string;
  readonly from: string;
  readonly to: string;
  readonly action: string;
  readonly shows: string;
};

/** Three stories of the default demo, the most telling first. Names and times do not depend on the seed. */
export function demoSights(): readonly Sight[] {
  const window = windowOf(STORY_DAYS);
  const world = worldOf(0, window);
  const { lightsOff, lightsOn } = milestones(window);
  const encryption = window.on(12, "02:00");
  const reading = window.on(18, "11:00");
  return [
    {
      identity: world.role("assistants-prod", "deployer").arn,
      from: isoSeconds(lightsOff - 20 * MINUTE),
      to: isoSeconds(lightsOn + 20 * MINUTE),
      action: "StopLogging",
      shows: "a stolen session that stops a trail, and what is left of the four hours after",
    },
    {
      identity: world.user("data", "svc-dashboard-export").arn,
      from: isoSeconds(encryption),
      to: isoSeconds(encryption + HOUR),
      action: "PutBucketLifecycle",
      shows: "a leaked key that writes 140 objects anew under somebody else's key",
    },
    {
      identity: world.role("assistants-prod", "AgentCoreRuntimeRole").arn,
      from: isoSeconds(reading),
      to: isoSeconds(reading + 4 * HOUR),
      action: "GetObject",
      shows: "an agent that reads 190 reports, each of which it may read",
    },
  ];
}

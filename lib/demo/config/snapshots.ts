import { cliTime, DAY, dayText, HOUR, isoSeconds } from "../base/calendar";
import type { Window } from "../base/window";
import { milestones, type Trail } from "../delivery/trails";
import { ACCOUNTS, ALL_ACCOUNTS, type Account } from "../organisation/accounts";
import { describedTrail, listedTrail, selectorsOf, statusOf, visibleTrails } from "./trail-output";

type Write = (path: string, value: object) => void;

/** Five weeks before the end: the only snapshot of an account that nobody looked at since. */
const STALE = 35 * DAY;

const STORE = "security-lake";

/** The event data store of the security account: management events of the whole organisation, without those that only read KMS. */
function eventDataStore(window: Window): object {
  return {
    EventDataStoreArn: `arn:aws:cloudtrail:us-east-1:${ACCOUNTS.security.id}:eventdatastore/4e5f6071-8293-4a4b-9c5d-6e7f80910213`,
    Name: STORE,
    Status: "ENABLED",
    AdvancedEventSelectors: [
      {
        Name: "Management events",
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Management"] },
          { Field: "eventSource", NotEquals: ["kms.amazonaws.com"] },
        ],
      },
    ],
    MultiRegionEnabled: true,
    OrganizationEnabled: true,
    RetentionPeriod: 366,
    TerminationProtectionEnabled: true,
    CreatedTimestamp: cliTime(window.from - 200 * DAY),
    UpdatedTimestamp: cliTime(window.from - 90 * DAY),
    BillingMode: "EXTENDABLE_RETENTION_PRICING",
  };
}

function snapshot(
  trails: readonly Trail[],
  window: Window,
  taken: { account: Account; at: number; write: Write },
): void {
  const { account, at, write } = taken;
  const folder = `config/${account.key}/${dayText(at)}`;
  const visible = visibleTrails(trails, { account: account.id, at, m: milestones(window) });
  write(`${folder}/snapshot.json`, { takenAt: isoSeconds(at), account: account.id });
  write(`${folder}/describe-trails.json`, { trailList: visible.map(describedTrail) });
  write(`${folder}/list-trails.json`, { Trails: visible.map(listedTrail) });
  for (const trail of visible) {
    write(`${folder}/get-event-selectors--${trail.name}.json`, selectorsOf(trail, at));
    write(`${folder}/get-trail-status--${trail.name}--${trail.home}.json`, statusOf(trail, at));
  }
  if (account.key !== "security") return;
  const store = eventDataStore(window);
  write(`${folder}/list-event-data-stores.json`, {
    EventDataStores: [{ EventDataStoreArn: "EventDataStoreArn" in store ? store.EventDataStoreArn : "", Name: STORE }],
  });
  write(`${folder}/get-event-data-store--${STORE}.json`, store);
}

/** The output of the AWS CLI as somebody collected it, on several days. */
export function writeSnapshots(trails: readonly Trail[], window: Window, write: Write): void {
  const m = milestones(window);
  const days = [window.from - DAY + 9 * HOUR, window.on(10, "09:00"), m.lightsOff + 2 * HOUR, window.to - 3 * HOUR];
  for (const account of ALL_ACCOUNTS) {
    if (account.key === "research-prod") {
      snapshot(trails, window, { account, at: window.to - STALE, write });
      continue;
    }
    for (const at of days) snapshot(trails, window, { account, at, write });
  }
  snapshot(trails, window, { account: ACCOUNTS.data, at: m.deliveryFails + HOUR, write });
}

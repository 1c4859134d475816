import { describe, expect, it } from "vitest";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { JsonObject } from "@/lib/cloudtrail/json-object";
import { WRITES_ALWAYS } from "@/lib/testing/factories/writes-always";
import { compileCoverage } from "./compile-coverage";
import { evaluateCoverage } from "./evaluate-coverage";
import type { Fact, HeldPlace } from "./fact";
import { evaluateGrid } from "./grid";
import { judgeRecord } from "./judge-record";
import { readConfig } from "./read-config";
import { recordFacts } from "./record-facts";

const HOUR = 3_600_000;
const T0 = Date.parse("2026-05-01T00:00:00Z");
const [ACCOUNT, MANAGER, OTHER] = ["111122223333", "999988887777", "444455556666"] as const;
const HOME = "us-east-1";

type Trail = { readonly owner?: string; readonly name?: string; readonly atMs?: number; readonly more?: object };

/** What a folder of an account with one trail of all management events says; `seenBy`: a member, which sees it too. */
function described({ owner = ACCOUNT, name = "main", atMs = T0, more = {} }: Trail = {}, seenBy = owner): Fact[] {
  const TrailARN = `arn:aws:cloudtrail:${HOME}:${owner}:trail/${name}`;
  const trail = { Name: name, TrailARN, HomeRegion: HOME, IsMultiRegionTrail: true, S3BucketName: name, ...more };
  const files = {
    snapshot: { takenAt: new Date(atMs).toISOString(), account: seenBy },
    "describe-trails": { trailList: [trail] },
    "list-trails": { Trails: [{ TrailARN }] },
    [`get-event-selectors--${name}`]: { TrailARN, EventSelectors: [{ ReadWriteType: "All" }] },
    [`get-trail-status--${name}--${HOME}`]: { IsLogging: true },
  };
  return factsOf(files);
}

function factsOf(files: Readonly<Record<string, object>>): Fact[] {
  const list = Object.entries(files).map(([stem, value]) => ({ path: `a/${stem}.json`, value, modifiedMs: 0 }));
  return [...readConfig(list, { asOfMs: null, knownAtMs: 0 }).facts];
}

/** That an account has no trail of its own. */
const bare = (account: string, atMs = T0): Fact[] =>
  factsOf({
    snapshot: { takenAt: new Date(atMs).toISOString(), account },
    "describe-trails": { trailList: [] },
    "list-trails": { Trails: [] },
  });

const always = [{ fromMs: T0 - HOUR, toMs: T0 + 100 * HOUR }];
/** All files of the trails of these accounts are here. */
const heldOf = (...places: readonly (readonly [sink: string, account: string])[]): HeldPlace[] =>
  places.map(([sink, account]) => ({
    sink,
    account,
    region: HOME,
    complete: always,
    verified: always,
    firstWrite: WRITES_ALWAYS,
  }));
const TRAIL = `arn:aws:cloudtrail:${HOME}:${ACCOUNT}:trail/main`;
const WATCH = `arn:aws:cloudtrail:${HOME}:${ACCOUNT}:trail/watch`;
const HELD = heldOf([TRAIL, ACCOUNT], [WATCH, ACCOUNT]);

type Called = {
  readonly source?: string;
  readonly by?: string;
  readonly request?: unknown;
  readonly response?: unknown;
};
const call = (
  eventName: string,
  atMs: number,
  { source = "cloudtrail", by = ACCOUNT, request, response }: Called,
): Fact[] =>
  recordFacts(
    {
      eventTime: new Date(atMs).toISOString(),
      eventSource: `${source}.amazonaws.com`,
      eventName,
      awsRegion: HOME,
      recipientAccountId: by,
      eventID: `${eventName} ${atMs}`,
      requestParameters: request,
      responseElements: response,
    },
    { knownAtMs: atMs, trust: "delivered" },
  );

type Asked = { readonly facts: readonly Fact[]; readonly held?: readonly HeldPlace[]; readonly account?: string };
function stateOf({ facts, held = HELD, account = ACCOUNT }: Asked, atMs: number, region = HOME, id = "management:sts") {
  const family = findFamily(id);
  if (family === null) throw new Error("There is no such family.");
  return evaluateCoverage(family, { account, region, atMs }, compileCoverage({ facts, held })).state;
}

describe("a change of which the record does not say the trail", () => {
  const base = [...described(), ...described({ name: "watch" })];
  const omitted = { omitted: true, reason: "too large" };

  it.each(["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"])(
    "leaves nothing proved of any trail of there after %s, though one is described anew in another way",
    (name) => {
      const facts = [...base, ...call(name, T0 + HOUR, { request: omitted })];
      expect(stateOf({ facts }, T0 + HOUR / 2)).toBe("logged");
      expect(stateOf({ facts }, T0 + 2 * HOUR)).toBe("unknown");
      const selectors = call("PutEventSelectors", T0 + 2 * HOUR, {
        request: { trailName: TRAIL, eventSelectors: [{ readWriteType: "All" }] },
      });
      expect(stateOf({ facts: [...facts, ...selectors] }, T0 + 4 * HOUR)).toBe("unknown");
      expect(stateOf({ facts: [...facts, ...described({ atMs: T0 + 3 * HOUR })] }, T0 + 4 * HOUR)).toBe("logged");
    },
  );

  it("is read where a shipper put the text of the request in its place", () => {
    const stopped = (request: unknown): Fact[] => call("StopLogging", T0, { request });
    expect(stopped(JSON.stringify({ name: "main" }))).toEqual(stopped({ name: "main" }));
  });
});

describe("a trail's own log", () => {
  const to = (eventSelectors: readonly object[]) => ({ request: { trailName: TRAIL, eventSelectors } });
  const narrow = call("PutEventSelectors", T0 + HOUR, to([{ includeManagementEvents: false }]));
  const later = described({ atMs: T0 + 10 * HOUR });
  const held = heldOf([TRAIL, ACCOUNT]);

  it("is no witness of the trail's being switched on again, which it may not have recorded", () => {
    const facts = [...described(), ...narrow, ...later];
    const gap = [
      { fromMs: T0 - HOUR, toMs: T0 + 3 * HOUR },
      { fromMs: T0 + 4 * HOUR, toMs: T0 + 100 * HOUR },
    ];
    for (const complete of [always, gap]) {
      const places = held.map((place) => ({ ...place, complete, verified: complete }));
      expect(stateOf({ facts, held: places }, T0 + HOUR / 2)).toBe("logged");
      expect(stateOf({ facts, held: places }, T0 + 5 * HOUR)).not.toBe("logged");
    }
  });

  it("does not vouch for a time before it took any change, as one that was made to take them did not record that", () => {
    const facts = described({ atMs: T0 + 10 * HOUR });
    const taking = (firstMs: number | null) =>
      held.map((place) => ({ ...place, firstWrite: { complete: firstMs, verified: firstMs } }));
    const state = (firstMs: number | null, atMs: number) => stateOf({ facts, held: taking(firstMs) }, atMs);
    expect(state(T0, T0 + HOUR)).toBe("logged");
    expect(state(T0 + 2 * HOUR, T0 + HOUR)).toBe("unknown");
    expect(state(T0 + 2 * HOUR, T0 + 3 * HOUR)).toBe("logged");
    expect(state(null, T0 + 3 * HOUR)).toBe("unknown");
    expect(state(null, T0 + 11 * HOUR)).toBe("logged");
    const watch = described({ name: "watch" });
    const watched = [...taking(null), ...heldOf([WATCH, ACCOUNT])];
    expect(stateOf({ facts: [...facts, ...watch], held: watched }, T0 + HOUR)).toBe("logged");
  });

  it("does not vouch for the time behind a file that is missing, which may tell how it was narrowed", () => {
    const facts = [...described(), ...later];
    const gap = [
      { fromMs: T0 - HOUR, toMs: T0 + HOUR },
      { fromMs: T0 + 2 * HOUR, toMs: T0 + 100 * HOUR },
    ];
    const broken = held.map((place) => ({ ...place, complete: gap, verified: gap }));
    expect(stateOf({ facts, held }, T0 + 5 * HOUR)).toBe("logged");
    expect(stateOf({ facts, held: broken }, T0 + 5 * HOUR)).toBe("unknown");
    expect(stateOf({ facts, held: broken }, T0 + 11 * HOUR)).toBe("logged");
    const watched = [...broken, ...heldOf([WATCH, ACCOUNT])];
    expect(stateOf({ facts: [...facts, ...described({ name: "watch" })], held: watched }, T0 + 5 * HOUR)).toBe(
      "logged",
    );
  });

  it("shows with a trail's making that it was not there before", () => {
    const response = { trailARN: TRAIL, name: "main", isMultiRegionTrail: true };
    const made = call("CreateTrail", T0 + 2 * HOUR, { response });
    const other = [T0, T0 + 3 * HOUR]
      .flatMap((atMs) => described({ name: "watch", atMs }))
      .filter(({ aspect }) => aspect !== "inventory");
    const looked = bare(ACCOUNT).filter(({ aspect }) => aspect === "inventory");
    expect(stateOf({ facts: [...other, ...looked, ...made] }, T0 + HOUR, HOME, "AWS::S3::Object")).toBe("not-logged");
  });
});

describe("the organisation's trail", () => {
  const shared = (owner: string, more: Partial<Trail> = {}): Trail => ({
    owner,
    name: "org",
    more: { IsOrganizationTrail: true },
    ...more,
  });
  const arn = (owner: string): string => `arn:aws:cloudtrail:${HOME}:${owner}:trail/org`;
  const heldBy = (...owners: readonly string[]): HeldPlace[] =>
    heldOf(...owners.flatMap((owner) => [owner, ACCOUNT].map((account) => [arn(owner), account] as const)));

  it("does not record the members of another organisation", () => {
    const member = [...described(shared(MANAGER)), ...described(shared(MANAGER), ACCOUNT)];
    const held = heldBy(MANAGER, OTHER);
    expect(stateOf({ facts: member, held }, T0 + HOUR)).toBe("logged");
    const stopped = call("StopLogging", T0 + HOUR, { by: MANAGER, request: { name: arn(MANAGER) } });
    const facts = [...member, ...described(shared(OTHER)), ...stopped];
    expect(stateOf({ facts, held }, T0 + 2 * HOUR)).not.toBe("logged");
    expect(stateOf({ facts, held }, T0 + HOUR / 2)).toBe("logged");
  });

  it("does not record an account of which only another manager's list says that it is a member", () => {
    const Arn = `arn:aws:organizations::${MANAGER}:account/o-abcdefghij/${ACCOUNT}`;
    const list = {
      snapshot: { takenAt: new Date(T0).toISOString() },
      "list-accounts": { Accounts: [{ Id: ACCOUNT, Arn }] },
    };
    const facts = [...described(shared(OTHER)), ...factsOf(list)];
    expect(stateOf({ facts, held: heldBy(OTHER) }, T0)).not.toBe("logged");
  });

  it("leaves open what it recorded while its settings are not known, in a grid too", () => {
    const later = described(shared(MANAGER, { atMs: T0 + 10 * HOUR }), ACCOUNT);
    const facts = [...bare(ACCOUNT), ...later, ...described({ name: "watch" })];
    const family = findFamily("AWS::S3::Object");
    const grid = evaluateGrid(compileCoverage({ facts, held: HELD }), T0, {
      places: [{ account: ACCOUNT, region: HOME }],
      families: family === null ? [] : [family],
    });
    expect(stateOf({ facts }, T0, HOME, "AWS::S3::Object")).toBe("unknown");
    expect(grid.profiles[0]?.map(({ state }) => state)).toEqual(["unknown"]);
  });

  it("proves nothing of its members once CloudTrail is shut out of the organisation", () => {
    const member = [...described(shared(MANAGER)), ...described(shared(MANAGER), ACCOUNT)];
    const out = (servicePrincipal: string): Fact[] =>
      call("DisableAWSServiceAccess", T0 + HOUR, {
        source: "organizations",
        by: MANAGER,
        request: { servicePrincipal },
      });
    const held = heldBy(MANAGER);
    expect(stateOf({ facts: [...member, ...out("config.amazonaws.com")], held }, T0 + 2 * HOUR)).toBe("logged");
    expect(stateOf({ facts: [...member, ...out("cloudtrail.amazonaws.com")], held }, T0 + 2 * HOUR)).toBe("unknown");
  });

  it("is not taken to leave an account out because it was not seen there before it was made", () => {
    const before = bare(ACCOUNT, T0);
    const response = { trailARN: arn(MANAGER), name: "org", isMultiRegionTrail: true, isOrganizationTrail: true };
    const made = call("CreateTrail", T0 + HOUR, { by: MANAGER, response });
    const after = bare(ACCOUNT, T0 + 2 * HOUR);
    const isOut = (...facts: Fact[]): boolean =>
      (compileCoverage({ facts, held: heldBy(MANAGER) }).memberships.get(ACCOUNT) ?? []).some(
        ({ value }) => value === false,
      );
    expect(isOut(...before, ...made)).toBe(false);
    expect(isOut(...before, ...made, ...after)).toBe(true);
  });
});

describe("a trail for all Regions", () => {
  it("records none of another partition, where other Regions record what is global", () => {
    expect(stateOf({ facts: described() }, T0, "eu-west-1")).toBe("logged");
    expect(stateOf({ facts: described() }, T0, "cn-north-1")).not.toBe("logged");
    expect(stateOf({ facts: described() }, T0, "cn-north-1", "management:iam")).not.toBe("not-applicable");
    expect(stateOf({ facts: described() }, T0, "cn-northwest-1", "management:iam")).toBe("not-applicable");
  });
});

describe("an event data store", () => {
  const store = `arn:aws:cloudtrail:${HOME}:${ACCOUNT}:eventdatastore/4e5f6071`;
  const made = { eventDataStoreArn: store, multiRegionEnabled: true, organizationEnabled: false, status: "ENABLED" };
  const advancedEventSelectors = [{ fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }];
  const response = { ...made, advancedEventSelectors };
  const held = [...HELD, ...heldOf([store, ACCOUNT])];
  // A trail of changes only, which does not record what reads.
  const watching = described({ name: "watch" }).map((fact) =>
    fact.aspect === "selectors" && fact.value?.kind === "basic"
      ? {
          ...fact,
          value: {
            ...fact.value,
            selectors: fact.value.selectors.map((one) => ({ ...one, readWrite: "write-only" as const })),
          },
        }
      : fact,
  );
  const reads = (facts: readonly Fact[], atMs: number) => stateOf({ facts: [...watching, ...facts], held }, atMs);

  it("may record again once it is restored, and does not where it was made without taking anything in", () => {
    const created = call("CreateEventDataStore", T0 + HOUR, { request: {}, response });
    const gone = call("DeleteEventDataStore", T0 + 2 * HOUR, { request: { eventDataStore: store } });
    const back = (more: object): Fact[] =>
      call("RestoreEventDataStore", T0 + 4 * HOUR, {
        request: { eventDataStore: store },
        response: { ...response, ...more },
      });
    expect(reads(created, T0 + 2 * HOUR - 1)).toBe("logged");
    expect(reads([...created, ...gone], T0 + 3 * HOUR)).not.toBe("logged");
    expect(reads([...created, ...gone, ...back({})], T0 + 5 * HOUR)).toBe("logged");
    const idle = call("CreateEventDataStore", T0 + HOUR, { request: { startIngestion: false }, response });
    expect(reads(idle, T0 + 3 * HOUR)).not.toBe("logged");
  });
});

describe("a record put to what is known", () => {
  const assume: JsonObject = {
    eventTime: new Date(T0 + 3 * HOUR).toISOString(),
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    eventCategory: "Management",
    readOnly: true,
    awsRegion: HOME,
    recipientAccountId: ACCOUNT,
  };
  const judged = (facts: readonly Fact[], held: readonly HeldPlace[] = HELD, record = assume) =>
    judgeRecord(record, { atMs: null }, compileCoverage({ facts, held }));

  it("is not said to be unrecorded by a trail of which a start would not have been seen", () => {
    const facts = [...described(), ...call("StopLogging", T0 + HOUR, { request: { name: "main" } })];
    expect(judged(facts).state).toBe("unknown");
    expect(judged(facts).because).toContain("as last known");
    expect(judged([...facts, ...described({ name: "watch", more: {} })]).state).toBe("logged");
  });

  it("may be of a global service where a trail leaves those out", () => {
    const facts = described({ more: { IncludeGlobalServiceEvents: false } });
    expect(judged(facts).state).toBe("unknown");
    expect(judged(facts, HELD, { ...assume, eventSource: "iam.amazonaws.com" }).state).toBe("not-logged");
    expect(judged(facts, HELD, { ...assume, eventSource: "ec2.amazonaws.com" }).state).toBe("logged");
    expect(judged(facts, HELD, { ...assume, awsRegion: "eu-west-1" }).state).toBe("logged");
  });
});

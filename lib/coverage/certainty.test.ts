import { describe, expect, it } from "vitest";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";
import { trailSettings } from "@/lib/testing/factories/trail-settings";
import { WRITES_ALWAYS } from "@/lib/testing/factories/writes-always";
import { compileCoverage, provenCoverage } from "./compile-coverage";
import { evaluateCoverage } from "./evaluate-coverage";
import type { Aspect, Fact, FactOf, HeldPlace } from "./fact";
import { recordFacts } from "./record-facts";

const ACCOUNT = "111122223333";
const HOUR = 3_600_000;
const T0 = Date.parse("2026-05-01T00:00:00Z");
const OBJECTS = "AWS::S3::Object";
const TRAIL = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`;
const WATCH = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/watch`;

const snapshot = { kind: "snapshot", name: "test", trust: "imported" } as const;
const event = { kind: "event", name: "e", trust: "delivered" } as const;

function fact<A extends Aspect>(
  about: Pick<FactOf<A>, "subject" | "aspect" | "value"> & Partial<FactOf<A>>,
  fromMs: number,
  toMs = fromMs,
): Fact {
  const made = { isChange: false, origin: snapshot, knownAtMs: toMs, fromMs, toMs, ...about };
  return made as unknown as Fact;
}

const settings = (name: string) => trailSettings(name, ACCOUNT);

function setOf(...types: readonly string[]): SelectorSet {
  const set = parseSelectors({
    AdvancedEventSelectors: [
      { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
      ...types.map((type) => ({
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: [type] },
        ],
      })),
    ],
  });
  if (set === null) throw new Error("These are no selectors.");
  return set;
}
const BARE = setOf();
const ALL = setOf(OBJECTS);

/** A trail as a snapshot shows it. */
const trail = (subject: string, selectors: SelectorSet, atMs = T0): Fact[] => [
  fact({ subject, aspect: "existence", value: true }, atMs),
  fact({ subject, aspect: "settings", value: settings(subject === TRAIL ? "main" : "watch") }, atMs),
  fact({ subject, aspect: "logging", value: true }, atMs),
  fact({ subject, aspect: "selectors", value: selectors }, atMs),
  fact({ subject: ACCOUNT, aspect: "inventory", value: true }, atMs),
];
/** Another trail, whose log would show every change. */
const watch = trail(WATCH, BARE);
const whole = [{ fromMs: T0 - 100 * HOUR, toMs: T0 + 1000 * HOUR }];
const held = (sink: string, changes: Partial<HeldPlace> = {}): HeldPlace => ({
  account: ACCOUNT,
  region: "us-east-1",
  sink,
  complete: whole,
  verified: whole,
  firstWrite: WRITES_ALWAYS,
  ...changes,
});
const HELD = [held(WATCH), held(TRAIL)];

const put = (value: SelectorSet | null, atMs: number, name = "e"): Fact =>
  fact({ subject: TRAIL, aspect: "selectors", value, isChange: true, origin: { ...event, name } }, atMs);
const log = (value: boolean, atMs: number, name = "e"): Fact =>
  fact({ subject: TRAIL, aspect: "logging", value, isChange: true, origin: { ...event, name } }, atMs);

function at(facts: readonly Fact[], atMs: number, places: readonly HeldPlace[] = HELD) {
  const family = findFamily(OBJECTS);
  if (family === null) throw new Error("There is no such family.");
  return evaluateCoverage(
    family,
    { account: ACCOUNT, region: "us-east-1", atMs },
    compileCoverage({ facts, held: places }),
  );
}
const stateAt = (...args: Parameters<typeof at>) => at(...args).state;

const change = (eventName: string, atMs: number, more: object = {}): Fact[] =>
  recordFacts(
    {
      eventTime: new Date(atMs).toISOString(),
      eventSource: "cloudtrail.amazonaws.com",
      eventName,
      eventID: `${eventName} ${atMs}`,
      awsRegion: "us-east-1",
      recipientAccountId: ACCOUNT,
      requestParameters: { name: TRAIL, trailName: TRAIL },
      ...more,
    },
    { knownAtMs: atMs, trust: "delivered" },
  );

describe("what two facts contradict", () => {
  it("is not known from then on where two changes fall into one second, in whichever order they are named", () => {
    for (const [one, other] of [
      ["a", "b"],
      ["b", "a"],
    ] as const) {
      const selectors = [put(ALL, T0 + HOUR, one), put(BARE, T0 + HOUR, other)];
      expect(stateAt([...watch, ...trail(TRAIL, BARE), ...selectors], T0 + 5 * HOUR)).toBe("unknown");
      const logging = [log(false, T0 + HOUR, one), log(true, T0 + HOUR, other)];
      expect(stateAt([...watch, ...trail(TRAIL, ALL), ...logging], T0 + 5 * HOUR)).toBe("unknown");
    }
  });

  it("is known again from the next fact on", () => {
    const ties = [put(ALL, T0 + HOUR, "a"), put(BARE, T0 + HOUR, "b")];
    const facts = [...watch, ...trail(TRAIL, BARE), ...ties, put(ALL, T0 + 10 * HOUR, "c")];
    expect(stateAt(facts, T0 + 9 * HOUR)).toBe("unknown");
    expect(stateAt(facts, T0 + 11 * HOUR)).toBe("logged");
  });

  it("is not known where two snapshots of one moment differ", () => {
    const other = fact({ subject: TRAIL, aspect: "selectors", value: BARE, origin: { ...snapshot, name: "a" } }, T0);
    expect(stateAt([...watch, ...trail(TRAIL, ALL), other], T0 + HOUR)).toBe("unknown");
  });

  it("is not known after a snapshot that says otherwise than a change of which nothing shows that it was taken back", () => {
    const facts = [...watch, ...trail(TRAIL, ALL), put(BARE, T0 + HOUR), ...trail(TRAIL, ALL, T0 + 2 * HOUR)];
    expect(stateAt(facts, T0 + 90 * 60_000)).toBe("unknown");
    expect(stateAt(facts, T0 + 5 * HOUR)).toBe("unknown");
  });

  it("is not known after a status that says that nothing was logged all along, where a record says that logging began within", () => {
    const off = fact({ subject: TRAIL, aspect: "logging", value: false, isChange: true }, T0 + HOUR, T0 + 9 * HOUR);
    const facts = [...watch, ...trail(TRAIL, ALL), off, log(true, T0 + 4 * HOUR)];
    expect(stateAt(facts, T0 + 20 * HOUR)).toBe("unknown");
  });

  it("is not hidden in the middle of a longer time of which another fact says otherwise", () => {
    const on = fact({ subject: TRAIL, aspect: "logging", value: true, isChange: true }, T0 - 9 * HOUR, T0 + 9 * HOUR);
    const off = fact({ subject: TRAIL, aspect: "logging", value: false }, T0 + HOUR);
    const facts = [...watch, ...trail(TRAIL, ALL).filter(({ aspect }) => aspect !== "logging"), on, off];
    expect(stateAt(facts, T0 + 2 * HOUR)).toBe("unknown");
  });
});

describe("a snapshot", () => {
  it("by a slow clock, shortly before the change that it shows, says nothing of the time before", () => {
    const late = fact({ subject: TRAIL, aspect: "selectors", value: ALL }, T0 + HOUR);
    const rest = trail(TRAIL, BARE).filter(({ aspect }) => aspect !== "selectors");
    const facts = [...watch, ...rest, late, put(ALL, T0 + HOUR + 60_000)];
    expect(stateAt(facts, T0 + HOUR / 2)).toBe("unknown");
    expect(stateAt(facts, T0 + 2 * HOUR)).toBe("logged");
  });
});

describe("a trail", () => {
  it("that was deleted and made anew has the selectors and settings of the new one only", () => {
    const gone = change("DeleteTrail", T0 + HOUR);
    const started = change("StartLogging", T0 + 3 * HOUR);
    const facts = [...watch, ...trail(TRAIL, ALL), ...gone, ...started];
    expect(stateAt(facts, T0 + 2 * HOUR)).toBe("not-logged");
    expect(stateAt(facts, T0 + 5 * HOUR)).toBe("unknown");
    const seen = fact({ subject: TRAIL, aspect: "existence", value: true }, T0 + 4 * HOUR);
    expect(stateAt([...facts, seen], T0 + 5 * HOUR)).toBe("unknown");
    const made = change("CreateTrail", T0 + 2 * HOUR, {
      responseElements: { trailARN: TRAIL, isMultiRegionTrail: true, name: "main", s3BucketName: "main" },
    });
    expect(stateAt([...facts, ...made], T0 + 5 * HOUR)).toBe("not-logged");
  });

  it("that was made, set up and started within one second is as it was set up", () => {
    const made = change("CreateTrail", T0 + HOUR, {
      responseElements: { trailARN: TRAIL, isMultiRegionTrail: true, name: "main", s3BucketName: "main" },
    });
    const facts = [...watch, ...made, put(ALL, T0 + HOUR), ...change("StartLogging", T0 + HOUR)];
    expect(stateAt(facts, T0 + 5 * HOUR)).toBe("logged");
  });

  it("is as last known only after a change of selectors of which the record does not say the trail", () => {
    const omitted = change("PutEventSelectors", T0 + HOUR, { requestParameters: { omitted: true } });
    expect(omitted).toHaveLength(1);
    expect(stateAt([...watch, ...trail(TRAIL, ALL), ...omitted], T0 + 5 * HOUR)).toBe("unknown");
  });

  it("is held no better than those of the trails that together record as much", () => {
    const writes = parseSelectors({
      AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
        {
          FieldSelectors: [
            { Field: "eventCategory", Equals: ["Data"] },
            { Field: "resources.type", Equals: [OBJECTS] },
            { Field: "readOnly", Equals: ["false"] },
          ],
        },
      ],
    });
    if (writes === null) throw new Error("These are no selectors.");
    const narrow = [...trail(WATCH, BARE).filter(({ aspect }) => aspect !== "selectors"), ...trail(TRAIL, ALL)];
    const facts = [...narrow, fact({ subject: WATCH, aspect: "selectors", value: writes }, T0)];
    const lost = held(TRAIL, { complete: [], verified: [] });
    expect(at(facts, T0, [held(WATCH), held(TRAIL)]).held).toBe("verified");
    expect(at(facts, T0, [held(WATCH), lost])).toMatchObject({ state: "logged", held: "missing" });
  });
});

describe("a proof", () => {
  const family = findFamily(OBJECTS);
  const proved = (facts: readonly Fact[], places: readonly HeldPlace[]) =>
    family === null
      ? null
      : evaluateCoverage(
          family,
          { account: ACCOUNT, region: "us-east-1", atMs: T0 + 5 * HOUR },
          provenCoverage(compileCoverage({ facts, held: places })),
        ).state;

  it("needs the log of changes to be verified, and what that rests on not to be anybody's upload", () => {
    const facts = [...watch, ...trail(TRAIL, ALL)];
    expect(proved(facts, HELD)).toBe("logged");
    const unsigned = HELD.map((place) => ({ ...place, verified: [] }));
    expect(stateAt(facts, T0 + 5 * HOUR, unsigned)).toBe("logged");
    expect(proved(facts, unsigned)).toBe("unknown");
    const uploaded = facts.map((one) => ({ ...one, origin: { ...one.origin, trust: "uploaded" as const } }));
    expect(proved(uploaded, HELD)).toBe("unknown");
  });
});

describe("an event data store", () => {
  it("that is named by the end of its ARN only is stopped all the same", () => {
    const [stopped] = change("StopEventDataStoreIngestion", T0, {
      requestParameters: { eventDataStore: "4e5f6071-8293" },
    });
    expect(stopped).toMatchObject({
      subject: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:eventdatastore/4e5f6071-8293`,
      aspect: "logging",
      value: false,
    });
  });
});

describe("what was only just changed", () => {
  const elsewhere = (facts: readonly Fact[], region: string, atMs: number) => {
    const family = findFamily(OBJECTS);
    if (family === null) throw new Error("There is no such family.");
    const model = compileCoverage({ facts, held: HELD });
    return evaluateCoverage(family, { account: ACCOUNT, region, atMs }, model).state;
  };

  it("does not prove for a quarter of an hour that a trail records Regions that are new to it", () => {
    const local = trail(TRAIL, ALL).map((one) =>
      one.aspect === "settings" && one.value !== null
        ? fact({ subject: TRAIL, aspect: "settings", value: { ...one.value, multiRegion: false } }, T0)
        : one,
    );
    const wide = fact(
      { subject: TRAIL, aspect: "settings", value: settings("main"), isChange: true, origin: event },
      T0 + HOUR,
    );
    const facts = [...watch, ...local, wide];
    expect(elsewhere(facts, "eu-west-1", T0 + HOUR + 60_000)).toBe("unknown");
    expect(elsewhere(facts, "us-east-1", T0 + HOUR + 60_000)).toBe("logged");
    expect(elsewhere(facts, "eu-west-1", T0 + 2 * HOUR)).toBe("logged");
  });

  it("nor that the organisation's trail records an account that has just joined", () => {
    const shared = trail(TRAIL, ALL).map((one) =>
      one.aspect === "settings" && one.value !== null
        ? fact({ subject: TRAIL, aspect: "settings", value: { ...one.value, organisation: true } }, T0)
        : one,
    );
    const member = "999900001111";
    const joined = fact(
      { subject: member, aspect: "membership", value: true, isChange: true },
      T0 + HOUR,
      T0 + 9 * HOUR,
    );
    const family = findFamily(OBJECTS);
    const model = compileCoverage({ facts: [...watch, ...shared, joined], held: HELD });
    const at = (atMs: number) =>
      family === null ? null : evaluateCoverage(family, { account: member, region: "us-east-1", atMs }, model).state;
    expect(at(T0 + HOUR + 60_000)).toBe("unknown");
    expect(at(T0 + 2 * HOUR)).toBe("logged");
  });
});

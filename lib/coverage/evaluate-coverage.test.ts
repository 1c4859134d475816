import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";
import { WRITES_ALWAYS } from "@/lib/testing/factories/writes-always";
import { compileCoverage } from "./compile-coverage";
import { evaluateCoverage } from "./evaluate-coverage";
import type { Fact, HeldPlace, SinkSettings } from "./fact";
import { CHANGE_BAND_MS } from "./sinks-at";

const ACCOUNT = "111122223333";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const T0 = Date.parse("2026-05-01T00:00:00Z");
const END = T0 + 1000 * HOUR;
const OBJECTS = "AWS::S3::Object";

const arnOf = (name: string) => `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/${name}`;
const origin = { kind: "snapshot", name: "test", trust: "imported" } as const;
const point = (atMs: number, isChange = false) => ({ fromMs: atMs, toMs: atMs, isChange, knownAtMs: atMs, origin });
const settings = (name: string): SinkSettings => ({
  kind: "trail",
  name,
  owner: ACCOUNT,
  home: "us-east-1",
  multiRegion: true,
  organisation: false,
  globalEvents: true,
  bucket: "logs",
  prefix: null,
  kmsKey: null,
  validation: true,
});

function setOf(...fields: readonly (readonly object[])[]): SelectorSet {
  const set = parseSelectors({ AdvancedEventSelectors: fields.map((FieldSelectors) => ({ FieldSelectors })) });
  if (set === null) throw new Error("These are no selectors.");
  return set;
}
const category = (value: string) => ({ Field: "eventCategory", Equals: [value] });
const type = (value: string) => ({ Field: "resources.type", Equals: [value] });
const MANAGEMENT = [category("Management")];
const DATA = [category("Data"), type(OBJECTS)];
const WRITES = [...DATA, { Field: "readOnly", Equals: ["false"] }];
const BUCKET = [...DATA, { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::reports/"] }];

function trail(name: string, selectors: SelectorSet, atMs = T0): Fact[] {
  const subject = arnOf(name);
  return [
    { subject, aspect: "existence", value: true, ...point(atMs) },
    { subject, aspect: "settings", value: settings(name), ...point(atMs) },
    { subject, aspect: "logging", value: true, ...point(atMs) },
    { subject, aspect: "selectors", value: selectors, ...point(atMs) },
    { subject: ACCOUNT, aspect: "inventory", value: true, ...point(atMs) },
  ];
}
const held = (name: string, toMs = END): HeldPlace => ({
  account: ACCOUNT,
  region: "us-east-1",
  sink: arnOf(name),
  complete: [{ fromMs: T0 - HOUR, toMs }],
  verified: [],
  firstWrite: WRITES_ALWAYS,
});
const logging = (name: string, value: boolean, atMs: number): Fact => ({
  subject: arnOf(name),
  aspect: "logging",
  value,
  ...point(atMs, true),
});
const put = (name: string, value: SelectorSet, atMs: number): Fact => ({
  subject: arnOf(name),
  aspect: "selectors",
  value,
  ...point(atMs, true),
});

function stateAt(facts: readonly Fact[], places: readonly HeldPlace[], atMs: number, id = OBJECTS) {
  const family = findFamily(id);
  if (family === null) throw new Error(`There is no family ${id}.`);
  return evaluateCoverage(
    family,
    { account: ACCOUNT, region: "us-east-1", atMs },
    compileCoverage({ facts, held: places }),
  );
}

const RANK: Record<string, number> = { "not-logged": 0, unknown: 1, partial: 2, logged: 3 };
const rankOf = (...args: Parameters<typeof stateAt>) => RANK[stateAt(...args).state] ?? -1;
const anySelectors = fc
  .uniqueArray(fc.constantFrom(MANAGEMENT, DATA, WRITES, BUCKET), { minLength: 1 })
  .map((sets) => setOf(...sets));
const anyTime = fc.integer({ min: 1, max: 900 }).map((hours) => T0 + hours * HOUR);

describe("would it have been logged", () => {
  it("is never made worse by one more trail", () => {
    fc.assert(
      fc.property(anySelectors, anySelectors, anyTime, (one, other, atMs) => {
        const alone = trail("a", setOf(MANAGEMENT, ...advancedOf(one)));
        const both = [...alone, ...trail("b", other)];
        expect(rankOf(both, [held("a")], atMs)).toBeGreaterThanOrEqual(rankOf(alone, [held("a")], atMs));
      }),
      { numRuns: 60 },
    );
  });

  it("is never made worse by one more selector", () => {
    fc.assert(
      fc.property(anySelectors, fc.constantFrom(DATA, WRITES, BUCKET), anyTime, (set, more, atMs) => {
        const before = trail("a", setOf(MANAGEMENT, ...advancedOf(set)));
        const after = trail("a", setOf(MANAGEMENT, ...advancedOf(set), more));
        expect(rankOf(after, [held("a")], atMs)).toBeGreaterThanOrEqual(rankOf(before, [held("a")], atMs));
      }),
      { numRuns: 60 },
    );
  });

  it("is no exactly from StopLogging to StartLogging", () => {
    const facts = [
      ...trail("watch", setOf(MANAGEMENT)),
      ...trail("a", setOf(DATA)),
      logging("a", false, T0 + 10 * HOUR),
      logging("a", true, T0 + 20 * HOUR),
    ];
    const state = (atMs: number) => stateAt(facts, [held("watch")], atMs).state;
    expect(state(T0 + 10 * HOUR - 1)).toBe("logged");
    expect(state(T0 + 10 * HOUR)).toBe("not-logged");
    expect(state(T0 + 20 * HOUR - 1)).toBe("not-logged");
    expect(state(T0 + 20 * HOUR)).toBe("logged");
  });

  it("does not hang on the order in which facts arrive", () => {
    const facts = [
      ...trail("a", setOf(MANAGEMENT, DATA)),
      logging("a", false, T0 + 10 * HOUR),
      logging("a", true, T0 + 20 * HOUR),
      put("a", setOf(MANAGEMENT), T0 + 30 * HOUR),
      ...trail("b", setOf(WRITES), T0 + 15 * HOUR),
    ];
    const family = findFamily(OBJECTS);
    const all = (order: readonly Fact[]) => {
      const model = compileCoverage({ facts: order, held: [held("a")] });
      return Array.from({ length: 40 }, (_, n) =>
        family === null
          ? null
          : evaluateCoverage(family, { account: ACCOUNT, region: "us-east-1", atMs: T0 + n * HOUR }, model),
      );
    };
    const wanted = all(facts);
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (order) => {
        expect(all(order)).toEqual(wanted);
      }),
      { numRuns: 20 },
    );
  });

  it("is unknown for a quarter of an hour around a change of selectors that concerns it, and only then", () => {
    const at = T0 + 10 * HOUR;
    const facts = [...trail("a", setOf(MANAGEMENT)), put("a", setOf(MANAGEMENT, DATA), at)];
    const state = (atMs: number, id = OBJECTS) => stateAt(facts, [held("a")], atMs, id).state;
    expect(state(at - CHANGE_BAND_MS)).toBe("not-logged");
    expect(state(at - MINUTE)).toBe("unknown");
    expect(state(at + MINUTE)).toBe("unknown");
    expect(state(at + CHANGE_BAND_MS)).toBe("logged");
    expect(state(at + MINUTE, "management")).toBe("logged");
  });

  it("holds only while a change would have been seen: then it is as last known, with the day", () => {
    const facts = trail("a", setOf(MANAGEMENT, DATA));
    const until = T0 + 24 * HOUR;
    expect(stateAt(facts, [held("a", until)], until - 1).state).toBe("logged");
    const later = stateAt(facts, [held("a", until)], until + 72 * HOUR);
    expect(later.state).toBe("unknown");
    expect(later.lastKnown?.state).toBe("logged");
    expect(later.because).toContain("as last known");
  });

  it("is unknown before the first fact where nothing would have shown a change, and known back as far as something would", () => {
    const facts = trail("a", setOf(MANAGEMENT, DATA));
    expect(stateAt(facts, [held("a")], T0 - 2 * HOUR).state).toBe("unknown");
    expect(stateAt(facts, [held("a")], T0 - HOUR / 2).state).toBe("logged");
  });

  it("is logging, and records nothing, where the lists are empty and management events are off", () => {
    const set = parseSelectors({
      eventSelectors: [{ includeManagementEvents: false, dataResources: [{ type: OBJECTS, values: [] }] }],
    });
    const facts = [...trail("watch", setOf(MANAGEMENT)), ...(set === null ? [] : trail("hollow", set))];
    const { state, because } = stateAt(facts, [held("watch")], T0 + HOUR);
    expect(state).toBe("not-logged");
    expect(because).toContain("is logging, and records nothing");
  });

  it("is partial in us-east-1 where events of global services are left out, and not applicable elsewhere for IAM", () => {
    const facts = trail("a", setOf(MANAGEMENT)).map((fact) =>
      fact.aspect === "settings" && fact.value !== null
        ? { ...fact, value: { ...fact.value, globalEvents: false } }
        : fact,
    );
    const general = stateAt(facts, [held("a")], T0 + HOUR, "management");
    expect(general.state).toBe("partial");
    expect(general.dimensions).toEqual(["includeGlobalServiceEvents"]);
    expect(stateAt(facts, [held("a")], T0 + HOUR, "management:iam").state).toBe("not-logged");
    const family = findFamily("management:iam");
    const elsewhere = { account: ACCOUNT, region: "eu-west-1", atMs: T0 + HOUR };
    const model = compileCoverage({ facts, held: [held("a")] });
    expect(family === null ? null : evaluateCoverage(family, elsewhere, model).state).toBe("not-applicable");
  });

  it("is as it was known then, without what was learnt later", () => {
    const family = findFamily(OBJECTS);
    const late = trail("a", setOf(MANAGEMENT, DATA)).map((fact) => ({ ...fact, knownAtMs: T0 + 500 * HOUR }));
    const then = compileCoverage({ facts: late, held: [held("a")], knownAtMs: T0 + 400 * HOUR });
    const moment = { account: ACCOUNT, region: "us-east-1", atMs: T0 + 5 * HOUR };
    expect(family === null ? null : evaluateCoverage(family, moment, then).state).toBe("unknown");
  });

  it("says that it rests on uploaded records where it does", () => {
    const uploaded = trail("a", setOf(MANAGEMENT, DATA)).map((fact) => ({
      ...fact,
      origin: { ...fact.origin, trust: "uploaded" as const },
    }));
    expect(stateAt(uploaded, [held("a")], T0 + HOUR).marks).toContain("uploaded-facts");
  });
});

/** The selectors of a set as they would be written. */
function advancedOf(set: SelectorSet): object[][] {
  if (set.kind !== "advanced") return [];
  return set.selectors.map(({ fields }) =>
    fields.map(({ field, equals, startsWith }) => ({
      Field: field,
      ...(equals.length > 0 ? { Equals: equals } : {}),
      ...(startsWith.length > 0 ? { StartsWith: startsWith } : {}),
    })),
  );
}

import { describe, expect, it } from "vitest";
import { FAMILIES } from "@/lib/cloudtrail/catalogue/families";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { trailSettings } from "@/lib/testing/factories/trail-settings";
import { WRITES_ALWAYS } from "@/lib/testing/factories/writes-always";
import { compileCoverage } from "./compile-coverage";
import { evaluateCoverage } from "./evaluate-coverage";
import type { Fact, HeldPlace, SinkSettings } from "./fact";
import { evaluateGrid } from "./grid";

const [OWNER, MEMBER, NEW, STRANGER] = ["111122223333", "444455556666", "777788889999", "999900001111"] as const;
const ACCOUNTS = [OWNER, MEMBER, NEW, STRANGER];
const REGIONS = ["us-east-1", "eu-west-1", "ap-south-1"];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const T0 = Date.parse("2026-05-01T00:00:00Z");
const origin = { kind: "snapshot", name: "test", trust: "imported" } as const;
const at = (fromMs: number, isChange = false, toMs = fromMs) => ({ fromMs, toMs, isChange, knownAtMs: fromMs, origin });
const management = { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] };
const dataOf = (type: string, ...more: readonly object[]) => ({
  FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }, { Field: "resources.type", Equals: [type] }, ...more],
});

function trail(settings: SinkSettings, selectors: readonly object[]): Fact[] {
  const subject = `arn:aws:cloudtrail:${settings.home}:${settings.owner}:trail/${settings.name}`;
  return [
    { subject, aspect: "existence", value: true, ...at(T0) },
    { subject, aspect: "settings", value: settings, ...at(T0) },
    { subject, aspect: "logging", value: true, ...at(T0) },
    { subject, aspect: "selectors", value: parseSelectors({ AdvancedEventSelectors: selectors }), ...at(T0) },
  ];
}
const everywhere = trail({ ...trailSettings("everywhere", OWNER), organisation: true }, [management]);
const home = { ...trailSettings("local", MEMBER), home: "eu-west-1", multiRegion: false, globalEvents: false };
const writes = { Field: "readOnly", Equals: ["false"] };
const local = trail(home, [management, dataOf("AWS::S3::Object", writes), dataOf("AWS::Lambda::Function")]);
const [LOCAL] = local;

const FACTS: readonly Fact[] = [
  ...everywhere,
  ...local,
  {
    subject: LOCAL?.subject ?? "",
    aspect: "settings",
    value: { ...home, multiRegion: true, globalEvents: true },
    ...at(T0 + 2 * HOUR, true),
  },
  { subject: LOCAL?.subject ?? "", aspect: "logging", value: false, ...at(T0 + 5 * HOUR, true) },
  { subject: MEMBER, aspect: "membership", value: true, ...at(T0 - HOUR, true, T0) },
  { subject: NEW, aspect: "membership", value: true, ...at(T0 + 2 * HOUR, true, T0 + 9 * HOUR) },
  { subject: OWNER, aspect: "inventory", value: true, ...at(T0) },
  { subject: `${MEMBER} eu-west-1`, aspect: "inventory", value: true, ...at(T0) },
];
const HELD: readonly HeldPlace[] = [OWNER, MEMBER, NEW].flatMap((account) =>
  REGIONS.filter((region) => account === OWNER || region !== "ap-south-1").map((region) => ({
    account,
    region,
    sink: everywhere[0]?.subject ?? "",
    complete: [{ fromMs: T0 - HOUR, toMs: T0 + 8 * HOUR }],
    verified: account === MEMBER ? [{ fromMs: T0, toMs: T0 + 4 * HOUR }] : [],
    firstWrite: WRITES_ALWAYS,
  })),
);

describe("a grid", () => {
  it("says of every cell what is said of it alone, though alike ones are judged once", () => {
    const model = compileCoverage({ facts: FACTS, held: HELD });
    const places = ACCOUNTS.flatMap((account) => REGIONS.map((region) => ({ account, region })));
    const families = FAMILIES.filter(({ isFollowed }) => isFollowed);
    for (const atMs of [-HOUR, 0, 2 * HOUR + MINUTE, 3 * HOUR, 5 * HOUR + MINUTE, 20 * HOUR].map((ms) => T0 + ms)) {
      const { profiles, profileOf } = evaluateGrid(model, atMs, { places, families });
      for (const [n, place] of places.entries())
        expect(profiles[profileOf[n] ?? -1]).toEqual(
          families.map((family) => evaluateCoverage(family, { ...place, atMs }, model)),
        );
    }
  });
});

import { expect, it } from "vitest";
import { trailSettings } from "@/lib/testing/factories/trail-settings";
import { compileCoverage } from "./compile-coverage";
import type { Fact } from "./fact";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { WRITES_ALWAYS } from "@/lib/testing/factories/writes-always";
import { watchedSpan } from "./watched-span";

const ACCOUNT = "111122223333";
const SINK = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`;
const HOUR = 3_600_000;
const T0 = Date.parse("2026-05-01T00:00:00Z");

function trail(atMs: number): Fact[] {
  const at = { fromMs: atMs, toMs: atMs, isChange: false, knownAtMs: atMs };
  const origin = { kind: "snapshot", name: "test", trust: "imported" } as const;
  return [
    { subject: SINK, aspect: "existence", value: true, ...at, origin },
    { subject: SINK, aspect: "settings", value: trailSettings("main", ACCOUNT), ...at, origin },
    { subject: SINK, aspect: "logging", value: true, ...at, origin },
    { subject: SINK, aspect: "selectors", value: parseSelectors({ EventSelectors: [{}] }), ...at, origin },
  ];
}

it("reaches from a window to the descriptions on which it rests, before or after it", () => {
  const whole = [{ fromMs: T0 - 100 * HOUR, toMs: T0 + 100 * HOUR }];
  const held = [
    { account: ACCOUNT, region: "us-east-1", sink: SINK, complete: whole, verified: whole, firstWrite: WRITES_ALWAYS },
  ];
  const model = compileCoverage({ facts: trail(T0), held });
  const after = { fromMs: T0 + 10 * HOUR, toMs: T0 + 11 * HOUR };
  expect(watchedSpan(model, [ACCOUNT], after)).toEqual({ fromMs: T0, toMs: after.toMs });
  const before = { fromMs: T0 - 10 * HOUR, toMs: T0 - 9 * HOUR };
  expect(watchedSpan(model, [ACCOUNT], before)).toEqual({ fromMs: before.fromMs, toMs: T0 });
  expect(watchedSpan(model, ["999900001111"], after)).toEqual(after);
});

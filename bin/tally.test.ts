import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addTallies, tallyChecks, tallyPlaywright, tallyVitest } from "./tally.mjs";

const folder = mkdtempSync(join(tmpdir(), "wakeline-tally-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("The tally of a run", () => {
  it("names each failed test, and a file that could not run", () => {
    const testResults = [
      { name: "a.test.ts", status: "failed", assertionResults: [{ status: "failed", fullName: "adds up" }] },
      { name: "b.test.ts", status: "failed", assertionResults: [] },
      { name: "c.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "counts" }] },
    ];
    const tally = tallyVitest("unit tests", report({ numPassedTests: 1, testResults }), false);
    expect(tally).toEqual({
      passed: 1,
      failures: ["unit tests: a.test.ts: adds up", "unit tests: b.test.ts: could not run"],
    });
  });

  it("counts a journey that passed only at a second try as failed", () => {
    const specs = ["expected", "flaky", "unexpected"].map((status, index) => ({
      file: "j.spec.ts",
      line: index,
      title: status,
      tests: [{ status }],
    }));
    const tally = tallyPlaywright(
      "journeys",
      report({ stats: { expected: 1 }, suites: [{ suites: [{ specs }] }] }),
      false,
    );
    expect(tally).toEqual({
      passed: 1,
      failures: ["journeys: j.spec.ts:1: flaky", "journeys: j.spec.ts:2: unexpected"],
    });
  });

  it("is never clean where the step was not", () => {
    expect(tallyVitest("db tests", join(folder, "none.json"), false).failures).toHaveLength(1);
    expect(tallyPlaywright("journeys", report({}), false).failures).toHaveLength(1);
  });

  it("adds up over layers", () => {
    const checks = tallyChecks([
      ["format", true],
      ["lint", false],
    ]);
    expect(addTallies([checks, { passed: 2, failures: [] }])).toEqual({ passed: 3, failures: ["lint"] });
  });
});

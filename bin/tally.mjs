import { existsSync, readFileSync } from "node:fs";

/** Counts of a Vitest JSON report. A run that failed without a failed test (a crash, no tests) counts as one failure. */
export function tallyVitest(report, ok) {
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = counts;
  return settle({ passed, failed }, ok);
}

/** The same of a Playwright JSON report; a test that passed only at a second try counts as failed. */
export function tallyPlaywright(report, ok) {
  const { stats = {} } = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
  const { expected = 0, unexpected = 0, flaky = 0 } = stats;
  return settle({ passed: expected, failed: unexpected + flaky }, ok);
}

/** One for each result of a check. */
export function tallyChecks(results) {
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

export function addTallies(tallies) {
  const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum("passed"), failed: sum("failed") };
}

const settle = ({ passed, failed }, ok) => ({ passed, failed: ok ? failed : Math.max(1, failed) });

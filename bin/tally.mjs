import { existsSync, readFileSync } from "node:fs";

// A tally is what came of one layer: how many passed, and the name of each that failed.

/** Of a Vitest JSON report. A file that failed as a whole counts as one failure, and so does a run without any (a crash, no tests). */
export function tallyVitest(step, report, ok) {
  const { numPassedTests: passed = 0, testResults = [] } = read(report);
  const failures = testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed").map((test) => test.fullName);
    return (failed.length === 0 && status === "failed" ? ["could not run"] : failed).map((test) => `${name}: ${test}`);
  });
  return settle(step, { passed, failures }, ok);
}

/** The same of a Playwright JSON report; a test that passed only at a second try counts as failed. */
export function tallyPlaywright(step, report, ok) {
  const { stats: { expected: passed = 0 } = {}, suites = [] } = read(report);
  const failures = suites
    .flatMap(specsOf)
    .filter(({ tests }) => tests.some(({ status }) => status === "unexpected" || status === "flaky"))
    .map(({ file, line, title }) => `${file}:${line}: ${title}`);
  return settle(step, { passed, failures }, ok);
}

/** One for each named check, `[name, passed]`. */
export function tallyChecks(checks) {
  const failures = checks.filter(([, ok]) => !ok).map(([name]) => name);
  return { passed: checks.length - failures.length, failures };
}

export const addTallies = (tallies) => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failures: tallies.flatMap(({ failures }) => failures),
});

const read = (report) => (existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {});

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

function settle(step, { passed, failures }, ok) {
  const named = failures.map((failure) => `${step}: ${failure}`);
  return { passed, failures: ok || named.length > 0 ? named : [`${step}: ended without success, with no failed test`] };
}

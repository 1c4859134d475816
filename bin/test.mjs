import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfNeeded } from "./build.mjs";
import { runChecks } from "./checks.mjs";
import { otherNodes } from "./other-nodes.mjs";
import { prepare } from "./prepare.mjs";
import { runE2e } from "./run-e2e.mjs";
import { root } from "./root.mjs";
import { runStep } from "./run-step.mjs";
import { addTallies, tallyChecks, tallyPlaywright, tallyVitest } from "./tally.mjs";

// npm test                       everything
// npm test -- unit [filter …]    one layer: check, unit, db, build, e2e or nodes

// Tests make and drop what they like: never in a database that somebody uses. TEST_DATABASE_URL is meant for them.
delete process.env.DATABASE_URL;

const reports = mkdtempSync(join(tmpdir(), "wakeline-reports-"));
const report = (name) => join(reports, `${name}.json`);

const LAYERS = {
  check: () => tallyChecks(runChecks()),
  unit: (filters) => vitest("unit", filters),
  db: (filters) => vitest("db", filters),
  build: () => tallyChecks([["build", build()]]),
  e2e: async (filters) => tallyPlaywright("journeys", report("e2e"), await journeys(filters)),
  nodes: (filters) => onOtherNodes(filters),
};

function vitest(project, filters, { major, program } = { program: process.execPath }) {
  const on = major === undefined ? "" : ` on Node ${major}`;
  const step = `${project} tests${on}`;
  const output = report(step);
  const flags = ["--reporter=default", "--reporter=json", `--outputFile.json=${output}`];
  return tallyVitest(
    step,
    output,
    runStep(step, ["vitest/vitest.mjs", "run", "--project", project, ...flags, ...filters], {
      node: program,
    }),
  );
}

/**
 * The unit tests on the other versions of Node that are promised, and the database tests on the newest; where one cannot be had, it is
 * said and not counted.
 */
function onOtherNodes(filters) {
  const { nodes, remove } = otherNodes();
  const tallies = [];
  for (const node of nodes) {
    if (node.program === null)
      console.log(`\n── Node ${node.major}: skipped, npm could not bring it (${node.missing})`);
    else tallies.push(vitest("unit", filters, node), ...(node === nodes.at(-1) ? [vitest("db", filters, node)] : []));
  }
  remove();
  return addTallies(tallies);
}

function build() {
  try {
    buildIfNeeded({ quiet: false });
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

async function journeys(filters) {
  try {
    return await runE2e(report("e2e"), filters);
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

async function run([layer, ...filters]) {
  const names = layer === undefined ? Object.keys(LAYERS) : [layer];
  const tallies = [];
  for (const name of names) {
    if (!Object.hasOwn(LAYERS, name))
      throw new Error(`There is no layer "${name}": use ${Object.keys(LAYERS).join(", ")}.`);
    tallies.push(await LAYERS[name](filters));
  }
  return addTallies(tallies);
}

let counts;
try {
  prepare();
  counts = await run(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  counts = { passed: 0, failures: [error.message] };
}
rmSync(reports, { recursive: true, force: true });
process.exitCode = counts.failures.length === 0 ? 0 : 1;
for (const failure of counts.failures) console.log(`\nFAILED ${failure.replace(`${root}/`, "")}`);
console.log(`\n${counts.passed} passed, ${counts.failures.length} failed`);

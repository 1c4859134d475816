import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { e2eEnvironment } from "./e2e-settings.mjs";
import { findBrowser } from "./find-browser.mjs";
import { freePort } from "./free-port.mjs";
import { runStep } from "./run-step.mjs";

/** Runs the browser journeys against the built app on a free port, over a store of their own. */
export async function runE2e(report, filters) {
  const browser = findBrowser();
  // Not made here: the store makes its home, so that the account which runs PostgreSQL for root can pass through.
  const home = join(tmpdir(), `wakeline-e2e-${randomBytes(6).toString("hex")}`);
  const settings = { port: await freePort(), home, password: randomBytes(12).toString("hex"), browser, report };
  try {
    return runStep("browser journeys", ["@playwright/test/cli.js", "test", ...filters], {
      environment: e2eEnvironment(settings),
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

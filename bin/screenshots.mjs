import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfNeeded } from "./build.mjs";
import { prepare } from "./prepare.mjs";
import { runE2e } from "./run-e2e.mjs";

// npm run screenshots: builds the app, loads the demo into a store of its own, and takes the pictures of the README again.
delete process.env.DATABASE_URL;

const reports = mkdtempSync(join(tmpdir(), "wakeline-reports-"));
try {
  prepare();
  buildIfNeeded({ quiet: false });
  const done = await runE2e(join(reports, "screenshots.json"), ["--config", "playwright.screenshots.config.ts"]);
  process.exitCode = done ? 0 : 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}

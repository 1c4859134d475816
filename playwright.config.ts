import { defineConfig } from "@playwright/test";
import { e2eSettings } from "./bin/e2e-settings.mjs";

const { port, home, password, browser, report } = e2eSettings();
const address = `http://127.0.0.1:${port}`;

// What a browser would do in the background, and what it cannot do as root or without a graphics card.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: report }]],
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    timezoneId: "UTC",
    // The pages themselves tell what was seen; a film of it costs a tenth of the whole time.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: true, sources: true },
    launchOptions: { executablePath: browser, args: FLAGS },
  },
  webServer: {
    command: "node bin/wakeline.mjs up --demo",
    // It answers before that, but only then the sample records are loaded and the admin can sign in.
    wait: { stdout: /Ctrl-C stops everything/ },
    timeout: 600_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGINT", timeout: 60_000 },
    env: {
      WAKELINE_HOME: home,
      PORT: String(port),
      HOST: "127.0.0.1",
      WAKELINE_ADMIN_PASSWORD: password,
      WAKELINE_LOG: "off",
    },
  },
});

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { ClearError } from "./clear-error.mjs";
import { root } from "./root.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/**
 * A Chromium that starts on this machine: the one named in CHROMIUM_PATH, Playwright's own, one that is installed, or
 * one that can be installed now. Throws what to do where there is none.
 */
export function findBrowser() {
  const found = [process.env.CHROMIUM_PATH, playwrightsOwn(), ...onPath(), ...MAC].find((file) => file && starts(file));
  if (found) return found;
  const installed = installDebianPackage() ?? installPlaywrightsOwn();
  if (installed) return installed;
  throw new ClearError(
    'The browser journeys need a Chromium, and none was found or could be installed. Run "npx playwright install --with-deps chromium", or set CHROMIUM_PATH to a Chromium or Chrome.',
  );
}

function playwrightsOwn() {
  return createRequire(join(root, "package.json"))("@playwright/test").chromium.executablePath();
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Present is not enough: some distributions put a script there that only says how to install it. */
function starts(file) {
  try {
    accessSync(file, constants.X_OK);
    return spawnSync(file, ["--version"], { encoding: "utf8", timeout: 30_000 }).status === 0;
  } catch {
    return false;
  }
}

function installDebianPackage() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  console.log("No browser found: installing Debian's package chromium …");
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const { status } = spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env: environment });
    if (status !== 0) return null;
  }
  return onPath().find(starts) ?? null;
}

function installPlaywrightsOwn() {
  if (process.env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD) return null;
  console.log("No browser found: downloading Playwright's …");
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js");
  const { status } = spawnSync(process.execPath, [cli, "install", "chromium"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const own = playwrightsOwn();
  return status === 0 && starts(own) ? own : null;
}

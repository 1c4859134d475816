import { accessSync, constants, existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { formatBytes } from "@/lib/base/format-number";
import { embeddedPaths } from "@/lib/db/embedded/embedded-paths";
import { lockHolder } from "@/lib/db/embedded/keeper-lock";
import { type Check, ok, problem, warning } from "./check";

const NODE_MIN = [20, 19] as const;
const GIB = 1024 ** 3;
const FREE_PROBLEM = GIB;
const FREE_WARNING = 5 * GIB;
const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export type Machine = {
  readonly nodeVersion: string;
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly browser: string | undefined;
  readonly isEmbedded: boolean;
};

/** What can be seen without the database. */
export async function checkMachine(machine: Machine): Promise<Check[]> {
  const checks = [checkNode(machine.nodeVersion), checkFolder(machine.home), await checkSpace(machine.home)];
  if (machine.isEmbedded) checks.push(checkLock(machine.home));
  return [...checks, await checkPort(machine), checkBrowser(machine.browser)];
}

function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const isEnough = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  return isEnough
    ? ok("Node", version)
    : problem("Node", version, `Wakeline needs Node ${NODE_MIN.join(".")} or newer: install it from nodejs.org.`);
}

/** The folder, or the nearest one above it that exists. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

function checkFolder(home: string): Check {
  const folder = nearest(home);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok("Folder", folder === home ? `${home} can be written` : `${home} can be made`);
  } catch {
    return problem(
      "Folder",
      `${folder} cannot be written by this account`,
      "Give this account the folder (chown), or set WAKELINE_HOME to another.",
    );
  }
}

async function checkSpace(home: string): Promise<Check> {
  const { bavail, bsize } = await statfs(nearest(home));
  const free = bavail * bsize;
  const found = `${formatBytes(free)} free for ${home}`;
  if (free < FREE_PROBLEM) return problem("Disk", found, "Free some space, or set WAKELINE_HOME to a larger disk.");
  if (free < FREE_WARNING)
    return warning("Disk", found, "A day of a busy organisation can take more. Free some space.");
  return ok("Disk", found);
}

function checkLock(home: string): Check {
  const { lock } = embeddedPaths(home);
  if (!existsSync(lock)) return ok("Lock", "free");
  const holder = lockHolder(lock);
  if (holder !== null) return ok("Lock", `held by process ${holder}, which runs the database`);
  return warning(
    "Lock",
    `${lock} was left behind by a process that has ended`,
    "Nothing to do: the next start takes it over.",
  );
}

async function checkPort({ host, port }: Machine): Promise<Check> {
  const failure = await listenOnce(host, port);
  if (failure === null) return ok("Port", `${host}:${port} is free`);
  if (failure === "EADDRINUSE" && (await answersAsWakeline(host, port)))
    return ok("Port", `Wakeline answers on ${host}:${port}`);
  return problem(
    "Port",
    `${host}:${port} cannot be used (${failure})`,
    "Stop the program that has it, or set PORT and HOST to others.",
  );
}

function listenOnce(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

async function answersAsWakeline(host: string, port: number): Promise<boolean> {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host;
  const { get } = await import("node:http");
  return new Promise((resolve) => {
    const request = get({ host: address, port, path: "/api/health", timeout: 3_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(false));
  });
}

function checkBrowser(named: string | undefined): Check {
  const found = [named, ...BROWSERS].find((file) => file !== undefined && existsSync(file));
  if (found !== undefined) return ok("Browser for the tests", found);
  return warning(
    "Browser for the tests",
    "none of the usual places has one",
    "Only npm test needs it, and installs one where it can; or set CHROMIUM_PATH.",
  );
}

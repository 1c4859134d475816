import { randomBytes } from "node:crypto";
import { accessSync, appendFileSync, constants, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/base/app-error";
import { prepareDataFolder } from "./data-folder";
import { type EmbeddedPaths, embeddedPaths } from "./embedded-paths";
import { explainRefusal } from "./explain-failure";
import { type KeeperLock, lockHolder, tryKeeperLock } from "./keeper-lock";
import type { KeeperReport } from "./keeper-report";
import { readKeeperState, writeKeeperState } from "./keeper-state";
import { openLeaseServer } from "./lease-server";
import { openDatabase } from "./open-database";
import { type Postmaster, postmasterEnd, startPostmaster, stopPostmaster } from "./postmaster";
import { makeHome, type ServerPlace, serverPlace } from "./server-place";

// The process that owns the embedded server: starts it, counts its users, and stops it with the last one. It runs in a
// session of its own, so that Ctrl-C in a terminal reaches the users first and the server only through them.

const LINGER_MS = 1000;
const GRACE_MS = 15_000;
const WATCH_MS = 2000;
const RESTARTS_MAX = 3;

type Place = ServerPlace & { readonly log: string };
type Keeping = { readonly paths: EmbeddedPaths; readonly lock: KeeperLock; readonly place: Place };

function report(line: KeeperReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const notice = (text: string): void => report({ kind: "notice", text });

async function run(paths: EmbeddedPaths): Promise<void> {
  makeHome(paths.home);
  const lock = await takeLock(paths);
  if (lock === null) return report({ kind: "busy" });
  try {
    const wantedPort = readKeeperState(paths.state)?.postgresPort ?? null;
    rmSync(paths.state, { force: true });
    const place = { ...serverPlace(paths, notice), log: paths.log };
    const password = prepareDataFolder(place, paths);
    const server = await startPostmaster(place, wantedPort, notice);
    await keep({ paths, lock, place }, server, password);
  } finally {
    lock.release();
  }
}

/** Waits for a keeper that is starting or stopping; null when one serves. */
async function takeLock(paths: EmbeddedPaths): Promise<KeeperLock | null> {
  for (let waitedMs = 0; ; waitedMs += 50) {
    const lock = tryKeeperLock(paths.lock);
    if (lock) return lock;
    const holder = lockHolder(paths.lock);
    if (holder !== null && readKeeperState(paths.state)?.pid === holder) return null;
    if (holder !== null && isForeign(paths.state)) throw new AppError("unavailable", heldByAnother(holder, paths.home));
    if (waitedMs === 10_000) notice(`Waiting for process ${holder}, which is starting or stopping the database.`);
    await sleep(50);
  }
}

/** A running keeper of another account shows its secret only there. */
function isForeign(state: string): boolean {
  try {
    accessSync(state, constants.R_OK);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EACCES";
  }
}

const heldByAnother = (pid: number, home: string): string =>
  `Another account runs Wakeline over ${home} (process ${pid}). Run this command as that account, or end it first.`;

/** Serves until nobody uses the store any more; a server that dies under its users is started again. */
async function keep(keeping: Keeping, first: Postmaster, password: string): Promise<void> {
  let server = first;
  try {
    const url = await openDatabase({ port: server.port, password });
    const unused = whenUnused(keeping, { url, postgresPort: server.port });
    for (let restarts = 0; ; restarts += 1) {
      const end = await Promise.race([unused, postmasterEnd(server.pid).then(() => "ended" as const)]);
      if (end === "unused") return;
      if (restarts === RESTARTS_MAX) throw new Error(`PostgreSQL ended ${restarts + 1} times under its users.`);
      server = await startPostmaster(keeping.place, server.port, notice);
    }
  } finally {
    rmSync(keeping.paths.state, { force: true });
    await stopPostmaster(keeping.place, server);
  }
}

type Served = { readonly url: string; readonly postgresPort: number };

/** Announces the server and resolves when it is not needed: no user is left, or its folder was taken away. */
async function whenUnused({ paths, lock }: Keeping, { url, postgresPort }: Served): Promise<"unused"> {
  const secret = randomBytes(32).toString("hex");
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const leases = await openLeaseServer({ secret, url, onUnused: end, lingerMs: LINGER_MS, graceMs: GRACE_MS });
  const state = { pid: process.pid, keeperPort: leases.port, postgresPort, secret };
  writeKeeperState(paths.state, state);
  const watch = setInterval(() => {
    if (!lock.isOurs()) end();
    else if (readKeeperState(paths.state)?.secret !== secret) writeKeeperState(paths.state, state);
  }, WATCH_MS);
  process.on("SIGTERM", end);
  report({ kind: "ready" });
  await ended;
  clearInterval(watch);
  leases.close();
  return "unused";
}

function main(home: string | undefined): void {
  if (home === undefined) throw new Error("The keeper needs the folder that it keeps.");
  const paths = embeddedPaths(home);
  for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
  // Who started us may be gone before we are ready.
  process.stdout.on("error", () => undefined);
  run(paths).then(
    () => process.exit(0),
    (error: unknown) => {
      const message = explainRefusal(error, paths.home);
      report({ kind: "failed", message });
      noteInLog(paths.log, message);
      process.exit(1);
    },
  );
}

/** The log may be what cannot be written. */
function noteInLog(log: string, message: string): void {
  try {
    appendFileSync(log, `keeper: ${message}\n`);
  } catch {
    process.exitCode = 1;
  }
}

main(process.argv[2]);

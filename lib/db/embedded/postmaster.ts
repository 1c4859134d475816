import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, rmSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { explainFailure, isPortTaken, isStillLeaving } from "./explain-failure";
import { freePort } from "./free-port";
import { isServing, readPostmasterFile } from "./postmaster-file";
import { processMark } from "./process-mark";
import { programEnvironment, runProgram } from "./run-program";
import { openServerLog, readServerLog, serverLogSize } from "./server-log";
import type { ServerPlace } from "./server-place";
import { serverSettings } from "./server-settings";

export type Postmaster = { readonly pid: number; readonly port: number };
type Place = ServerPlace & { readonly log: string };

const ATTEMPTS = 40;

/**
 * Gives a server that runs over the data folder: the one that a killed keeper left behind, or a new one. Waits through
 * crash recovery, however long it takes; throws one clear line for a server that cannot start.
 */
export async function startPostmaster(
  place: Place,
  wantedPort: number | null,
  notice: (text: string) => void,
): Promise<Postmaster> {
  const left = readPostmasterFile(place.data);
  if (left && isServing(left, place.data)) return { pid: left.pid, port: left.port };
  if (left) rmSync(join(place.data, "postmaster.pid"), { force: true });
  let port = await freePort(wantedPort);
  for (let attempt = 1; ; attempt += 1) {
    const logSize = serverLogSize(place.log);
    const child = await launch(place, port);
    if (await isReady(child, place, notice)) return { pid: child.pid ?? 0, port };
    const output = readServerLog(place.log, logSize);
    const passing = isPortTaken(output) || isStillLeaving(output);
    if (!passing || attempt === ATTEMPTS) throw explainFailure(output, place);
    if (isPortTaken(output)) port = await freePort(null);
    await sleep(500);
  }
}

/** Ends the server in order: open transactions are rolled back, everything committed is on disk. */
export async function stopPostmaster(place: Place, { pid }: Postmaster): Promise<void> {
  const mark = processMark(pid);
  if (mark === null) return;
  runProgram(place.binaries.pgCtl, ["stop", "-D", place.data, "-m", "fast", "-w", "-t", "120"], place);
  if (processMark(pid) === mark) process.kill(pid, "SIGQUIT");
  await postmasterEnd(pid);
}

/** Resolves when the process has ended, whoever started it. */
export async function postmasterEnd(pid: number): Promise<void> {
  const mark = processMark(pid);
  while (mark !== null && processMark(pid) === mark) await sleep(200);
}

async function launch(place: Place, port: number): Promise<ChildProcess> {
  const settings = serverSettings({
    memoryBytes: Math.min(totalmem(), process.constrainedMemory() || Number.MAX_SAFE_INTEGER),
    sharedMemoryBytes: await sharedMemoryBytes(),
    compression: hasLz4(place) ? "lz4" : "pglz",
  });
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const log = openServerLog(place.log);
  const child = spawn(place.binaries.postgres, ["-D", place.data, ...flags], {
    cwd: place.data,
    stdio: ["ignore", log, log],
    windowsHide: true,
    env: programEnvironment,
    ...place.account,
  });
  child.on("error", () => undefined);
  closeSync(log);
  return child;
}

async function isReady(child: ChildProcess, place: Place, notice: (text: string) => void): Promise<boolean> {
  const began = performance.now();
  let told = false;
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const file = readPostmasterFile(place.data);
    if (file?.pid === child.pid && file.ready) return true;
    if (!told && performance.now() - began > 5000) {
      told = true;
      notice("PostgreSQL is still starting: after a crash it first replays its log, which can take minutes.");
    }
    await sleep(25);
  }
  return false;
}

async function sharedMemoryBytes(): Promise<number | null> {
  if (process.platform !== "linux") return null;
  const stat = await statfs("/dev/shm").catch(() => null);
  return stat ? stat.bavail * stat.bsize : 0;
}

const hasLz4 = ({ binaries, data, account }: Place): boolean =>
  runProgram(binaries.postgres, ["-D", data, "-C", "wal_compression", "-c", "wal_compression=lz4"], { account }).ok;

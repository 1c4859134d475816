import { accessSync, chmodSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ClearError } from "./clear-error.mjs";

const POLL_MS = 200;

/** Runs `work` while no other process does the same; who waits is told once. A lock of a killed process counts for nothing. */
export function exclusive(lock, work) {
  makeFolder(dirname(lock));
  let told = false;
  while (!take(lock)) {
    if (!told) console.error("Waiting for another Wakeline, which is installing or building …");
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Others may only pass through: the embedded database may run under another account below it. */
function makeFolder(folder) {
  try {
    if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o711);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new ClearError(
      `Something has to be installed or built first, and this account may not write in ${dirname(folder)} (${error.code}). Start Wakeline once as the account that owns it.`,
    );
  }
}

/** The folder appears together with the pid in it, in one rename that fails where it exists. */
function take(lock) {
  const draft = `${lock}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, "pid"), String(process.pid));
  if (move(draft, lock)) return true;
  if (!isHeld(lock)) {
    const aside = `${lock}.stale-${process.pid}`;
    move(lock, aside);
    rmSync(aside, { recursive: true, force: true });
  }
  rmSync(draft, { recursive: true, force: true });
  return false;
}

function move(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function isHeld(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, "pid"), "utf8")), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

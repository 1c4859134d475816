import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { processMark } from "./process-mark";

const Owner = z.object({ pid: z.int(), mark: z.string(), token: z.string() });
type Owner = z.infer<typeof Owner>;

export type KeeperLock = {
  /** Whether the folder is still the one that we made: false after somebody removed or replaced it. */
  readonly isOurs: () => boolean;
  readonly release: () => void;
};

/** Tells who holds the lock, or null when it is free: absent, or left behind by a process that has ended. */
export function lockHolder(lock: string): number | null {
  const owner = readOwner(lock);
  return owner && processMark(owner.pid) === owner.mark ? owner.pid : null;
}

/**
 * Takes the lock or gives null when a running process has it. The folder appears together with its owner in one
 * rename, which fails where the folder exists already; a lock whose owner has ended is moved away first.
 */
export function tryKeeperLock(lock: string): KeeperLock | null {
  const token = randomUUID();
  const draft = `${lock}.${token}`;
  const owner: Owner = { pid: process.pid, mark: processMark(process.pid) ?? "", token };
  mkdirSync(draft);
  writeFileSync(join(draft, "owner.json"), JSON.stringify(owner));
  if (!moveInto(draft, lock) && !(moveAwayStale(lock, token) && moveInto(draft, lock))) {
    rmSync(draft, { recursive: true, force: true });
    return null;
  }
  const isOurs = (): boolean => readOwner(lock)?.token === token;
  return { isOurs, release: () => isOurs() && rmSync(lock, { recursive: true, force: true }) };
}

/** Frees the lock of an ended owner. Two may judge the same lock at once: who moved a newer one puts it back. */
function moveAwayStale(lock: string, token: string): boolean {
  const before = readOwner(lock);
  if (before ? processMark(before.pid) === before.mark : !isOld(lock)) return false;
  const aside = `${lock}.stale-${token}`;
  if (!moveInto(lock, aside)) return true;
  if (readOwner(aside)?.token !== before?.token) moveInto(aside, lock);
  rmSync(aside, { recursive: true, force: true });
  return true;
}

function readOwner(lock: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(readFileSync(join(lock, "owner.json"), "utf8")));
  } catch {
    return null;
  }
}

/** A lock without a readable owner is damaged; it is given ten seconds, since its removal is not one step. */
function isOld(lock: string): boolean {
  try {
    return performance.timeOrigin + performance.now() - statSync(lock).mtimeMs > 10_000;
  } catch {
    return true;
  }
}

function moveInto(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOTEMPTY" || code === "EEXIST" || code === "ENOENT" || code === "EPERM") return false;
    throw error;
  }
}

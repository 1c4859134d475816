import { readdirSync, readFileSync } from "node:fs";
import type { Pool } from "pg";

/** Of the times in `/proc`, on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * Seconds of processor time that a PostgreSQL server on this machine has used so far, with all its processes, ended ones too. Null where
 * the system does not tell.
 */
export async function serverCpu(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  try {
    const postmaster = statOf(rows[0]?.pid ?? 0).parent;
    for (;;) {
      const ended = statOf(postmaster);
      const ticks = ended.own + ended.children + ticksOfChildren(postmaster);
      // A process that ended meanwhile would be missed, or counted twice.
      if (statOf(postmaster).children === ended.children) return ticks / TICKS_PER_SECOND;
    }
  } catch {
    return null;
  }
}

function ticksOfChildren(parent: number): number {
  let ticks = 0;
  for (const name of readdirSync("/proc")) {
    const one = /^\d+$/.test(name) ? findStat(Number(name)) : null;
    if (one?.parent === parent) ticks += one.own + one.children;
  }
  return ticks;
}

type Stat = { readonly parent: number; readonly own: number; readonly children: number };

/** A process may end while the list is read. */
function findStat(pid: number): Stat | null {
  try {
    return statOf(pid);
  } catch {
    return null;
  }
}

/** `/proc/<pid>/stat` after the name, which may hold anything: state, parent, … utime, stime, cutime, cstime. */
function statOf(pid: number): Stat {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const at = (index: number): number => fields[index] ?? 0;
  return { parent: at(1), own: at(11) + at(12), children: at(13) + at(14) };
}

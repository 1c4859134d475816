import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A text that a running process keeps for its whole life and that no later process with the same pid has; null when
 * the process has ended. Where the start time cannot be had (Windows), it says only that something runs.
 */
export function processMark(pid: number): string | null {
  if (process.platform === "linux") return linuxMark(pid);
  if (process.platform === "win32") return isRunning(pid) ? "running" : null;
  return psColumn(pid, "lstart=");
}

/** The command line of a running process, to tell a server from a stranger that got its pid; "" when unknown. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
  return process.platform === "win32" ? "" : (psColumn(pid, "command=") ?? "");
}

function linuxMark(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything, so that the fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state] = fields;
    const startTicks = fields[19];
    if (state === "Z" || state === "X") return null;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${startTicks}`;
  } catch {
    return null;
  }
}

function psColumn(pid: number, column: string): string | null {
  try {
    const stdout = execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8", stdio: "pipe" });
    return stdout.trim() || null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

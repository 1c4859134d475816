import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandLine, processMark } from "./process-mark";

export type PostmasterFile = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** What a server wrote into its data folder: its pid (line 1), port (line 4) and state (line 8). */
export function readPostmasterFile(data: string): PostmasterFile | null {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3] ?? 0), ready: (lines[7] ?? "").trim() === "ready" } : null;
  } catch {
    return null;
  }
}

/** Whether that server runs: the pid lives, and is a PostgreSQL over this folder and no stranger with its number. */
export function isServing(file: PostmasterFile, data: string): boolean {
  if (processMark(file.pid) === null) return false;
  const command = commandLine(file.pid);
  return command === "" || (command.includes("postgres") && command.includes(data));
}

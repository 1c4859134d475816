import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { childEnvironment } from "./child-environment.mjs";
import { root } from "./root.mjs";

export type ManagedProcess = {
  /** Resolves with how it ended, in words; never rejects. */
  readonly ended: Promise<string>;
  /** Asks it to end, waits, and ends it by force after `patienceMs`. */
  readonly stop: (patienceMs: number) => Promise<void>;
};

type Start = { readonly args: readonly string[]; readonly environment: NodeJS.ProcessEnv; readonly quiet: boolean };

/**
 * Starts Node in a process group of its own, so that Ctrl-C reaches only us and we decide the order of ending. It follows
 * us when we are killed. `quiet` drops its stdout; its stderr is always ours.
 */
export function startProcess({ args, environment, quiet }: Start): ManagedProcess {
  const follow = pathToFileURL(join(root, "bin", "follow-parent.mjs")).href;
  const child = spawn(process.execPath, ["--import", follow, ...args], {
    cwd: root,
    env: { ...childEnvironment(), ...environment, WAKELINE_PARENT: String(process.pid) },
    detached: true,
    windowsHide: true,
    stdio: ["ignore", quiet ? "ignore" : 2, 2, "ipc"],
  });
  const ended = endOf(child);
  return { ended, stop: (patienceMs) => stop(child, ended, patienceMs) };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
}

async function stop(child: ChildProcess, ended: Promise<string>, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await ended;
  clearTimeout(force);
}

import { spawnSync } from "node:child_process";

/** Whose rights a program gets; null: ours. */
export type Account = { readonly uid: number; readonly gid: number } | null;

export type Outcome = { readonly ok: boolean; readonly output: string };

/** A short and fixed environment: no setting of the caller's shell may change what the server tools do or say. */
export const programEnvironment: NodeJS.ProcessEnv | undefined =
  process.platform === "win32"
    ? undefined
    : { NODE_ENV: "production", PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C", TZ: "UTC" };

type Run = { readonly account: Account; readonly input?: string; readonly cwd?: string };

/** Runs a program to its end; `output` holds all that it printed, or why it could not be started. */
export function runProgram(file: string, args: readonly string[], { account, input, cwd }: Run): Outcome {
  const result = spawnSync(file, args, {
    encoding: "utf8",
    windowsHide: true,
    cwd: cwd ?? "/",
    env: programEnvironment,
    ...account,
    ...(input === undefined ? {} : { input }),
  });
  return {
    ok: result.status === 0,
    output: `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`.trim(),
  };
}

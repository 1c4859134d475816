import { env, wakelineHome } from "@/lib/env";
import type { Check } from "./doctor/check";
import { checkMachine } from "./doctor/check-machine";
import { checkStore } from "./doctor/check-store";
import type { Io } from "./io";

const SIGNS: Record<Check["state"], string> = { ok: "ok", warning: "note", problem: "PROBLEM" };
const SIGN_WIDTH = 7;

/** `wakeline doctor`: looks at everything that Wakeline stands on, and says what to do. Exit code 1 where something is wrong. */
export async function doctorCommand(_args: readonly string[], io: Io): Promise<number> {
  const machine = {
    nodeVersion: process.version,
    home: wakelineHome,
    host: env.HOST,
    port: env.PORT,
    browser: env.CHROMIUM_PATH,
    isEmbedded: env.DATABASE_URL === undefined,
  };
  const checks = [...(await checkMachine(machine)), ...(await checkStore(env.DATABASE_URL, wakelineHome))];
  for (const check of checks) {
    if (io.json) io.stdout(JSON.stringify(check));
    else {
      io.stdout(`${SIGNS[check.state].padEnd(SIGN_WIDTH)}  ${check.name}: ${check.found}`);
      if (check.fix !== null) io.stdout(`${" ".repeat(SIGN_WIDTH)}  → ${check.fix}`);
    }
  }
  return checks.some(({ state }) => state === "problem") ? 1 : 0;
}

import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@/lib/base/app-error";
import { env, wakelineHome } from "@/lib/env";

let secret: Promise<string> | undefined;

/** What sessions are encrypted with: `NEXTAUTH_SECRET`, else a file beside the data, made on first use and readable by its owner only. */
export function sessionSecret(): Promise<string> {
  secret ??= env.NEXTAUTH_SECRET ? Promise.resolve(env.NEXTAUTH_SECRET) : readOrMakeSecret();
  return secret;
}

const path = join(wakelineHome, "session-secret");

async function readOrMakeSecret(): Promise<string> {
  return (await readSecret()) ?? (await makeSecret());
}

async function readSecret(): Promise<string | null> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.trim().length >= 32 ? text.trim() : null;
}

async function makeSecret(): Promise<string> {
  const made = randomBytes(48).toString("base64url");
  try {
    await mkdir(wakelineHome, { recursive: true });
    await writeFile(path, `${made}\n`, { mode: 0o600, flag: "wx" });
    return made;
  } catch (cause) {
    const theirs = await secretOfAnother();
    if (theirs !== null) return theirs;
    throw new AppError("unavailable", `Cannot write ${path}. Make its folder writable, or set NEXTAUTH_SECRET.`, {
      cause,
    });
  }
}

/** Another process may be writing the file at this moment. */
async function secretOfAnother(): Promise<string | null> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const found = await readSecret();
    if (found !== null) return found;
    await delay(50);
  }
  return null;
}

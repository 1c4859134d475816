import { AppError } from "@/lib/base/app-error";
import { type AuditActor, recordAuditAs } from "@/lib/audit/server/record-audit";
import type { AppUser, PrismaClient } from "@/lib/db/generated/client";
import { ADDRESS_POLICY, USER_POLICY } from "../sign-in-delay";
import { AttemptsByKey } from "./attempts-by-key";
import { beginUserAttempt } from "./begin-user-attempt";
import { isLocalClosed } from "./is-local-closed";
import { isShutOut } from "./is-shut-out";
import { verifyPassword } from "./password-hash";

export type SignInAttempt = { readonly username: string; readonly password: string; readonly address: string | null };
type Door = { readonly db: PrismaClient; readonly now: () => Date };

const byAddress = new AttemptsByKey(ADDRESS_POLICY);
const byUnknownName = new AttemptsByKey(USER_POLICY);
const LONGEST = 256;
/** This machine itself, or a proxy on it that names nobody: slowing that down would slow everybody down. */
const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

/** The user whose name and password fit, or null; "too-many-requests" while waiting. Nothing tells a name that exists from one that does not. */
export async function verifySignIn(door: Door, attempt: SignInAttempt): Promise<AppUser | null> {
  if (await isLocalClosed(door.db)) throw new AppError("forbidden", "local-off");
  const username = attempt.username.trim().toLowerCase().slice(0, LONGEST);
  const user = await door.db.appUser.findUnique({ where: { username } });
  await slowDown(door, { username, user, address: attempt.address });
  const fits = await verifyPassword(attempt.password.slice(0, LONGEST * 4), user?.passwordHash ?? null);
  if (user === null || !fits || isShutOut(user)) {
    await recordAuditAs(
      { ...door, actor: strangerOf(attempt.address) },
      { action: "sign-in.failed", target: user?.id ?? null, detail: user ? { username } : { reason: "no such user" } },
    );
    return null;
  }
  if (attempt.address !== null) byAddress.clear(attempt.address);
  return admit(door, user, attempt.address);
}

async function slowDown(
  { db, now }: Door,
  who: { readonly username: string; readonly user: AppUser | null; readonly address: string | null },
): Promise<void> {
  const nowMs = now().getTime();
  const isSomebodys = who.address !== null && !LOOPBACK.test(who.address);
  const addressWait = isSomebodys ? byAddress.begin(who.address, nowMs) : 0;
  if (addressWait > 0) throw tooMany(addressWait);
  const wait = who.user ? await beginUserAttempt(db, who.user, now()) : byUnknownName.begin(who.username, nowMs);
  if (wait > 0) throw tooMany(wait);
}

async function admit({ db, now }: Door, user: AppUser, address: string | null): Promise<AppUser> {
  return db.$transaction(async (tx) => {
    const actor: AuditActor = { kind: "user", id: user.id, name: user.username, address };
    await recordAuditAs({ db: tx, now, actor }, { action: "sign-in", target: user.id, detail: {} });
    const data = { failedAttempts: 0, lockedUntil: null, lastSignInAt: now() };
    return tx.appUser.update({ where: { id: user.id }, data });
  });
}

function strangerOf(address: string | null): AuditActor {
  return { kind: "anonymous", id: null, name: "anonymous", address };
}

function tooMany(wait: number): AppError {
  return new AppError("too-many-requests", `wait:${Math.ceil(wait / 1000)}`);
}

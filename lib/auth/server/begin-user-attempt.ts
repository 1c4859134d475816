import type { AppUser, PrismaClient } from "@/lib/db/generated/client";
import { countAttempt, USER_POLICY, waitMs } from "../sign-in-delay";

/** Counts an attempt against a user in the store, where all servers see it; answers how long to wait, 0 if it may go on. */
export async function beginUserAttempt(db: PrismaClient, user: AppUser, now: Date): Promise<number> {
  const nowMs = now.getTime();
  const before = user.lockedUntil === null ? null : { count: user.failedAttempts, untilMs: user.lockedUntil.getTime() };
  const wait = waitMs(before, nowMs);
  if (wait > 0) return wait;
  const after = countAttempt(before, nowMs, USER_POLICY);
  const counted = await db.appUser.updateMany({
    where: { id: user.id, failedAttempts: user.failedAttempts, lockedUntil: user.lockedUntil },
    data: { failedAttempts: after.count, lockedUntil: new Date(after.untilMs) },
  });
  // Somebody else is guessing at the same moment: of parallel attempts, one is heard.
  return counted.count === 1 ? 0 : 1000;
}

import { env } from "@/lib/env";
import { recordAuditAs } from "@/lib/audit/server/record-audit";
import type { PrismaClient } from "@/lib/db/generated/client";
import { generatePassword, hashPassword } from "./password-hash";

export type FirstAdmin = { readonly username: string; readonly password: string; readonly generated: boolean };

/** Makes `admin` in a store without users, with the password of the environment or a generated one that the caller shows once; null if there is anybody. */
export async function ensureFirstAdmin(store: { readonly db: PrismaClient }): Promise<FirstAdmin | null> {
  const { db } = store;
  if ((await db.appUser.count()) > 0) return null;
  const given = env.WAKELINE_ADMIN_PASSWORD;
  const password = given ?? generatePassword();
  const passwordHash = await hashPassword(password);
  const created = await db.$transaction(async (tx) => {
    // Several processes may start on an empty store: one of them makes the user.
    await tx.$executeRaw`lock table app_user in share row exclusive mode`;
    if ((await tx.appUser.count()) > 0) return false;
    const user = await tx.appUser.create({
      data: { username: "admin", name: "Administrator", role: "admin", passwordHash },
    });
    const actor = { kind: "cli", id: null, name: "first start", address: null } as const;
    const by = { db: tx, now: () => new Date(), actor };
    await recordAuditAs(by, { action: "user.create", target: user.id, detail: { username: "admin", role: "admin" } });
    return true;
  });
  return created ? { username: "admin", password, generated: given === undefined } : null;
}

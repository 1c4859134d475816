import { AppError } from "@/lib/base/app-error";
import { type AuditEntry, recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import type { AppUser, Prisma } from "@/lib/db/generated/client";
import { isShutOut } from "./is-shut-out";

type UserContext = Pick<Context, "db" | "actor" | "now">;
type Change = {
  readonly userId: string;
  readonly data: (before: AppUser, now: Date) => Prisma.AppUserUpdateInput;
  readonly audit: (before: AppUser) => Pick<AuditEntry, "action" | "detail">;
};

/** Changes a user and writes it down in one transaction; refuses what would leave nobody able to manage users. */
export async function changeUser(ctx: UserContext, { userId, data, audit }: Change): Promise<AppUser> {
  return ctx.db.$transaction(async (tx) => {
    // All admins are locked, so that two of them cannot remove each other at the same moment.
    await tx.$queryRaw`select id from app_user where role = 'admin' or id = ${userId}::uuid order by id for update`;
    const before = await tx.appUser.findUnique({ where: { id: userId } });
    if (before === null) throw new AppError("not-found", "There is no such user.");
    const after = await tx.appUser.update({ where: { id: userId }, data: data(before, ctx.now()) });
    const isLost =
      isActiveAdmin(before) &&
      (await tx.appUser.count({ where: { role: "admin", disabledAt: null, accessLostAt: null } })) === 0;
    if (isLost) {
      throw new AppError("conflict", `${before.username} is the last active admin. Make somebody else an admin first.`);
    }
    const { action, detail } = audit(before);
    await recordAudit({ ...ctx, db: tx }, { action, target: userId, detail: { username: before.username, ...detail } });
    return after;
  });
}

function isActiveAdmin(user: AppUser): boolean {
  return user.role === "admin" && !isShutOut(user);
}

import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { accountPassword } from "../contract";
import { beginUserAttempt } from "./begin-user-attempt";
import { changeUser } from "./change-user";
import { hashPassword, verifyPassword } from "./password-hash";
import { requireUser } from "./require-user";

/** Changes one's own password, and ends every session one has, this one included: the browser signs in again with the new one. */
export async function changePassword(
  ctx: Pick<Context, "db" | "actor" | "now">,
  { current, next }: z.output<typeof accountPassword.input>,
): Promise<{ done: true }> {
  const userId = requireUser(ctx.actor);
  const user = await ctx.db.appUser.findUniqueOrThrow({ where: { id: userId } });
  if (user.passwordHash === null)
    throw new AppError("conflict", "You sign in through the identity provider and have no password here.");
  const wait = await beginUserAttempt(ctx.db, user, ctx.now());
  if (wait > 0) throw new AppError("too-many-requests", `Too many attempts. Try again in ${Math.ceil(wait / 1000)} s.`);
  if (!(await verifyPassword(current, user.passwordHash))) {
    throw new AppError("invalid-input", "The current password does not fit.");
  }
  if (next === current) throw new AppError("invalid-input", "The new password is the old one. Choose another.");
  if (next.toLowerCase().includes(user.username)) {
    throw new AppError("invalid-input", "The new password holds your user name. Choose another.");
  }
  const passwordHash = await hashPassword(next);
  await changeUser(ctx, {
    userId,
    data: () => ({
      passwordHash,
      mustChange: false,
      sessionVersion: { increment: 1 },
      failedAttempts: 0,
      lockedUntil: null,
    }),
    audit: () => ({ action: "account.password", detail: {} }),
  });
  return { done: true };
}

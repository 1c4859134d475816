import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { User } from "../contract";
import { changeUser } from "./change-user";
import { generatePassword, hashPassword } from "./password-hash";
import { toUser } from "./to-user";

/** Gives a user a generated password, which only this answer holds, and ends their sessions; they change it when they sign in. */
export async function resetPassword(
  ctx: Pick<Context, "db" | "actor" | "now">,
  { userId }: { userId: string },
): Promise<{ user: User; password: string }> {
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  const row = await changeUser(ctx, {
    userId,
    data: (before) => {
      if (before.passwordHash === null)
        throw new AppError(
          "conflict",
          `${before.username} signs in through the identity provider and has no password here.`,
        );
      return {
        passwordHash,
        mustChange: true,
        sessionVersion: { increment: 1 },
        failedAttempts: 0,
        lockedUntil: null,
      };
    },
    audit: () => ({ action: "user.reset-password", detail: {} }),
  });
  return { user: toUser(row), password };
}

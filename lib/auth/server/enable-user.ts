import type { Context } from "@/lib/context";
import type { User } from "../contract";
import { changeUser } from "./change-user";
import { toUser } from "./to-user";

/** Lets a disabled user in again, with the password they had; old sessions stay ended. */
export async function enableUser(
  ctx: Pick<Context, "db" | "actor" | "now">,
  { userId }: { userId: string },
): Promise<User> {
  const row = await changeUser(ctx, {
    userId,
    data: () => ({ disabledAt: null, failedAttempts: 0, lockedUntil: null }),
    audit: () => ({ action: "user.enable", detail: {} }),
  });
  return toUser(row);
}

import type { Context } from "@/lib/context";
import type { User } from "../contract";
import { changeUser } from "./change-user";
import { toUser } from "./to-user";

/** Shuts a user out, with every session they have, from their next request on. */
export async function disableUser(
  ctx: Pick<Context, "db" | "actor" | "now">,
  { userId }: { userId: string },
): Promise<User> {
  const row = await changeUser(ctx, {
    userId,
    data: (before, now) => ({ disabledAt: before.disabledAt ?? now, sessionVersion: { increment: 1 } }),
    audit: () => ({ action: "user.disable", detail: {} }),
  });
  return toUser(row);
}

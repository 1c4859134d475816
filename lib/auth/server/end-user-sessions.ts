import type { Context } from "@/lib/context";
import type { User } from "../contract";
import { changeUser } from "./change-user";
import { toUser } from "./to-user";

/** Ends every session of a user, on every machine; they may sign in again, and their tokens go on. */
export async function endUserSessions(
  ctx: Pick<Context, "db" | "actor" | "now">,
  { userId }: { userId: string },
): Promise<User> {
  const row = await changeUser(ctx, {
    userId,
    data: () => ({ sessionVersion: { increment: 1 } }),
    audit: () => ({ action: "user.end-sessions", detail: {} }),
  });
  return toUser(row);
}

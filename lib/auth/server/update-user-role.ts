import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { User, userRole } from "../contract";
import { changeUser } from "./change-user";
import { toUser } from "./to-user";

/** Gives a user another role; it holds from their next request on. */
export async function updateUserRole(
  ctx: Pick<Context, "db" | "actor" | "now">,
  { userId, role }: z.output<typeof userRole.input>,
): Promise<User> {
  const row = await changeUser(ctx, {
    userId,
    data: () => ({ role }),
    audit: (before) => ({ action: "user.role", detail: { from: before.role, to: role } }),
  });
  return toUser(row);
}

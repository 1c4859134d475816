import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
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
    data: (before) => {
      if (before.subject !== null) throw new AppError("conflict", rolesComeFromGroups(before.username));
      return { role };
    },
    audit: (before) => ({ action: "user.role", detail: { from: before.role, to: role } }),
  });
  return toUser(row);
}

const rolesComeFromGroups = (username: string): string =>
  `The role of ${username} comes from their groups at the identity provider, with every sign-in. Change the groups there.`;

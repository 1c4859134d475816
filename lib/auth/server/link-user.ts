import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { User } from "../contract";
import { changeUser } from "./change-user";
import { toUser } from "./to-user";

/** Ties a user to a subject of the identity provider, for good reasons of whoever runs the command line; their next single sign-on is as this user, and they have no password any more: nobody has two ways in. */
export async function linkUser(
  ctx: Pick<Context, "db" | "actor" | "now">,
  { userId, issuer, subject }: { userId: string; issuer: string; subject: string },
): Promise<User> {
  const other = await ctx.db.appUser.findUnique({ where: { issuer_subject: { issuer, subject } } });
  if (other !== null && other.id !== userId)
    throw new AppError("conflict", `The subject ${subject} is ${other.username} already.`);
  const row = await changeUser(ctx, {
    userId,
    data: () => ({ issuer, subject, passwordHash: null, mustChange: false, sessionVersion: { increment: 1 } }),
    audit: (before) => ({ action: "user.link", detail: { issuer, subject, before: before.subject } }),
  });
  return toUser(row);
}

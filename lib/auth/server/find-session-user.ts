import type { PrismaClient } from "@/lib/db/generated/client";
import { Role } from "../roles";
import { isShutOut } from "./is-shut-out";
import { readSession } from "./session-token";

export type SessionUser = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly mustChange: boolean;
  readonly hasPassword: boolean;
};

type From = { readonly db: PrismaClient; readonly cookieHeader: string | null; readonly now: Date };

/** Who is asking, as the store says at this moment: disabling a user or ending their sessions acts on the next request. */
export async function findSessionUser({ db, cookieHeader, now }: From): Promise<SessionUser | null> {
  const session = await readSession(cookieHeader, now.getTime());
  if (session === null) return null;
  const user = await db.appUser.findUnique({ where: { id: session.sub } });
  if (user === null || isShutOut(user) || user.sessionVersion !== session.version) return null;
  const { id, username, name, mustChange } = user;
  return { id, username, name, role: Role.parse(user.role), mustChange, hasPassword: user.passwordHash !== null };
}

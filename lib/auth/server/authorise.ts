import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { getStore } from "@/lib/db/store";
import { hasRole, type Role } from "../roles";
import { findSessionUser, type SessionUser } from "./find-session-user";
import { requestAddress } from "./request-address";
import { requireSameOrigin } from "./require-same-origin";

/** The one door of the API: who asks must be signed in, still enabled, and have the role; changes must come from our own pages. */
export async function authorise(request: Request, needed: Role): Promise<Context> {
  const { user, ctx } = await admit(request, needed);
  if (user.mustChange) throw new AppError("forbidden", "Choose a password of your own first, on the account page.");
  return ctx;
}

/** For one's own password only: open to those who have to change it before anything else. */
export async function authorisePasswordChange(request: Request, needed: Role): Promise<Context> {
  return (await admit(request, needed)).ctx;
}

async function admit(request: Request, needed: Role): Promise<{ user: SessionUser; ctx: Context }> {
  const { db, pool } = await getStore();
  const now = () => new Date();
  const user = await findSessionUser({ db, cookieHeader: request.headers.get("cookie"), now: now() });
  if (user === null) throw new AppError("unauthenticated", "Sign in first.");
  requireSameOrigin(request);
  if (!hasRole(user.role, needed))
    throw new AppError("forbidden", `This needs the ${needed} role; yours is ${user.role}.`);
  const address = requestAddress(request.headers);
  const actor = { kind: "user", userId: user.id, name: user.username, role: user.role, address } as const;
  return { user, ctx: { db, pool, actor, now, signal: request.signal } };
}

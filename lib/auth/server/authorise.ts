import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { PrismaClient } from "@/lib/db/generated/client";
import { getStore } from "@/lib/db/store";
import { noteCaller } from "@/lib/http/caller";
import { type Access, type Scope, scopeOf } from "../access";
import { hasRole } from "../roles";
import { findSessionUser, type SessionUser } from "./find-session-user";
import { findTokenUser } from "./find-token-user";
import { requestAddress } from "./request-address";
import { requireSameOrigin } from "./require-same-origin";
import { bearerOf } from "./token-secret";

/**
 * The one door of the API. Who asks with a session must be signed in, still enabled, have the role, and ask from our own
 * pages; who asks with a token must also have the scope. A token that is sent counts, whatever cookies come with it.
 */
export async function authorise(request: Request, access: Access): Promise<Context> {
  const { user, ctx } = await admit(request, access);
  if (user.mustChange) throw new AppError("forbidden", "Choose a password of your own first, on the account page.");
  return ctx;
}

/** For one's own password only: open to those who have to change it before anything else. */
export async function authorisePasswordChange(request: Request, access: Access): Promise<Context> {
  return (await admit(request, access)).ctx;
}

type Caller = SessionUser & { readonly token?: { readonly id: string; readonly scopes: readonly Scope[] } };

async function admit(request: Request, access: Access): Promise<{ user: Caller; ctx: Context }> {
  const { db, pool } = await getStore();
  const now = () => new Date();
  const address = requestAddress(request.headers);
  const secret = bearerOf(request.headers.get("authorization"));
  const user = await findCaller(db, { request, secret, address, now: now() });
  // Browsers send cookies by themselves, but never a token.
  if (user.token) requireScope(user.token.scopes, scopeOf(access));
  else requireSameOrigin(request);
  if (!hasRole(user.role, access.role))
    throw new AppError("forbidden", `This needs the ${access.role} role; yours is ${user.role}.`);
  const { id: userId, username: name, role, token } = user;
  noteCaller(request, { userId, tokenId: token?.id ?? null });
  const actor = { kind: "user", userId, name, role, address, ...(token ? { tokenId: token.id } : {}) } as const;
  return { user, ctx: { db, pool, actor, now, signal: request.signal } };
}

type Asking = {
  readonly request: Request;
  readonly secret: string | null | undefined;
  readonly address: string | null;
  readonly now: Date;
};

async function findCaller(db: PrismaClient, { request, secret, address, now }: Asking): Promise<Caller> {
  if (secret === undefined) {
    const user = await findSessionUser({ db, cookieHeader: request.headers.get("cookie"), now });
    if (user === null) throw new AppError("unauthenticated", "Sign in first.");
    return user;
  }
  const user = secret === null ? null : await findTokenUser({ db, secret, address, now });
  if (user === null)
    throw new AppError("unauthenticated", "This token is unknown, expired or revoked, or its owner is shut out.");
  return user;
}

function requireScope(given: readonly Scope[], needed: Scope | null): void {
  if (needed === null)
    throw new AppError("forbidden", "This cannot be done with a token, only by a person who is signed in.");
  if (!given.includes(needed)) throw new AppError("forbidden", `This needs a token with the scope "${needed}".`);
}

import { z } from "zod";
import type { PrismaClient } from "@/lib/db/generated/client";
import { Scope } from "../access";
import { lesserRole, Role } from "../roles";
import type { SessionUser } from "./find-session-user";
import { hashToken } from "./token-secret";
import { tokenState } from "./token-state";

const NOTED_EVERY_MS = 60_000;

export type TokenUser = SessionUser & {
  readonly token: { readonly id: string; readonly scopes: readonly Scope[] };
};

type From = { readonly db: PrismaClient; readonly secret: string; readonly address: string | null; readonly now: Date };

/**
 * Whose token it is, as the store says at this moment, with the lesser of the token's role and the owner's; null if there
 * is no such token or it does not work any more. Notes its use, to the minute.
 */
export async function findTokenUser({ db, secret, address, now }: From): Promise<TokenUser | null> {
  const row = await db.apiToken.findUnique({ where: { hash: hashToken(secret) }, include: { user: true } });
  if (row === null || tokenState(row, row.user, now) !== "active") return null;
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() >= NOTED_EVERY_MS) {
    await db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now, lastUsedAddress: address } });
  }
  const { id, username, name, mustChange, role } = row.user;
  return {
    id,
    username,
    name,
    mustChange,
    hasPassword: row.user.passwordHash !== null,
    role: lesserRole(Role.parse(row.role), Role.parse(role)),
    token: { id: row.id, scopes: z.array(Scope).parse(row.scopes) },
  };
}

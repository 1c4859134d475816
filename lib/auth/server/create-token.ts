import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import { SCOPE_ROLE } from "../access";
import { hasRole, Role } from "../roles";
import type { ApiToken, TokenInput } from "../token-contract";
import { toApiToken } from "./to-api-token";
import { generateToken, hashToken, hintOf } from "./token-secret";

const DAY_MS = 86_400_000;
const MOST_ACTIVE = 50;

type Input = z.output<typeof TokenInput> & { readonly userId: string };

/** Makes a token of a user, for at most what they are; only this answer holds it. */
export async function createToken(
  ctx: Pick<Context, "db" | "actor" | "now">,
  { userId, name, role, scopes, days }: Input,
): Promise<{ token: ApiToken; secret: string }> {
  const now = ctx.now();
  const secret = generateToken();
  const useless = scopes.find((scope) => !hasRole(role, SCOPE_ROLE[scope]));
  if (useless !== undefined)
    throw new AppError("invalid-input", `The scope "${useless}" needs the ${SCOPE_ROLE[useless]} role.`);
  const row = await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`select id from app_user where id = ${userId}::uuid for update`;
    const user = await tx.appUser.findUnique({ where: { id: userId } });
    if (user === null) throw new AppError("not-found", "There is no such user.");
    if (!hasRole(Role.parse(user.role), role))
      throw new AppError("forbidden", `A token of ${user.username} can be at most ${user.role}.`);
    const active = await tx.apiToken.count({ where: { userId, revokedAt: null, expiresAt: { gt: now } } });
    if (active >= MOST_ACTIVE)
      throw new AppError("conflict", `${user.username} has ${active} working tokens; revoke one first.`);
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    const data = {
      userId,
      name,
      role,
      scopes,
      createdAt: now,
      expiresAt,
      hash: hashToken(secret),
      hint: hintOf(secret),
    };
    const created = await tx.apiToken.create({ data, include: { user: true } });
    const detail = { name, owner: user.username, role, scopes, expiresAt: expiresAt.toISOString() };
    await recordAudit({ ...ctx, db: tx }, { action: "token.create", target: created.id, detail });
    return created;
  });
  return { token: toApiToken(row, now), secret };
}

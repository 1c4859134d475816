import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import type { User, userCreate } from "../contract";
import { generatePassword, hashPassword } from "./password-hash";
import { toUser } from "./to-user";

const MOST = 1000;

/** Adds a user with a generated password, which only this answer holds and which has to be changed at the first sign-in. */
export async function createUser(
  ctx: Pick<Context, "db" | "actor" | "now">,
  input: z.output<typeof userCreate.input>,
): Promise<{ user: User; password: string }> {
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  const row = await ctx.db.$transaction(async (tx) => {
    if ((await tx.appUser.count()) >= MOST) throw new AppError("conflict", `There are ${MOST} users; no more fit.`);
    const taken = await tx.appUser.findUnique({ where: { username: input.username } });
    if (taken !== null) throw new AppError("conflict", `There is a user ${input.username} already.`);
    const created = await tx.appUser.create({ data: { ...input, passwordHash, mustChange: true } });
    const detail = { username: created.username, role: created.role };
    await recordAudit({ ...ctx, db: tx }, { action: "user.create", target: created.id, detail });
    return created;
  });
  return { user: toUser(row), password };
}

import { AppError } from "@/lib/base/app-error";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Actor, Context } from "@/lib/context";
import type { ApiToken } from "../token-contract";
import { toApiToken } from "./to-api-token";

/** Ends a token for ever, from its next request on: one's own, or as an admin anybody's. Ending an ended one changes nothing. */
export async function revokeToken(
  ctx: Pick<Context, "db" | "actor" | "now">,
  { tokenId }: { tokenId: string },
): Promise<ApiToken> {
  const row = await ctx.db.$transaction(async (tx) => {
    const found = await tx.apiToken.findUnique({ where: { id: tokenId }, include: { user: true } });
    // Somebody else's is as good as none: ids say nothing to those whom they do not concern.
    if (found === null || !mayRevoke(ctx.actor, found.userId))
      throw new AppError("not-found", "There is no such token.");
    if (found.revokedAt !== null) return found;
    const data = { revokedAt: ctx.now(), revokedBy: ctx.actor.name };
    const revoked = await tx.apiToken.update({ where: { id: tokenId }, data, include: { user: true } });
    const detail = { name: found.name, owner: found.user.username };
    await recordAudit({ ...ctx, db: tx }, { action: "token.revoke", target: tokenId, detail });
    return revoked;
  });
  return toApiToken(row, ctx.now());
}

function mayRevoke(actor: Actor, ownerId: string): boolean {
  return actor.kind !== "user" || actor.role === "admin" || actor.userId === ownerId;
}

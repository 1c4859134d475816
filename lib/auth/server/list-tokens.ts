import type { Context } from "@/lib/context";
import type { ApiToken } from "../token-contract";
import { toApiToken } from "./to-api-token";

const MOST = 500;

/** Everybody's tokens, the newest first, at most 500 of `count`. */
export async function listTokens(
  ctx: Pick<Context, "db" | "now">,
  { userId }: { readonly userId?: string },
): Promise<{ tokens: ApiToken[]; count: number }> {
  const where = userId === undefined ? {} : { userId };
  const [rows, count] = await Promise.all([
    ctx.db.apiToken.findMany({
      where,
      include: { user: true },
      orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }, { id: "asc" }],
      take: MOST,
    }),
    ctx.db.apiToken.count({ where }),
  ]);
  const now = ctx.now();
  return { tokens: rows.map((row) => toApiToken(row, now)), count };
}

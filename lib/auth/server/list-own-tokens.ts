import type { Context } from "@/lib/context";
import type { ApiToken } from "../token-contract";
import { listTokens } from "./list-tokens";
import { requireUser } from "./require-user";

/** The tokens of the person who asks, the newest first. */
export async function listOwnTokens(ctx: Pick<Context, "db" | "actor" | "now">): Promise<{ tokens: ApiToken[] }> {
  const { tokens } = await listTokens(ctx, { userId: requireUser(ctx.actor) });
  return { tokens };
}

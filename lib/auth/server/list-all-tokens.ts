import type { Context } from "@/lib/context";
import type { ApiToken } from "../token-contract";
import { listTokens } from "./list-tokens";

/** Everybody's tokens, for admins. */
export async function listAllTokens(ctx: Pick<Context, "db" | "now">): Promise<{ tokens: ApiToken[]; count: number }> {
  return listTokens(ctx, {});
}

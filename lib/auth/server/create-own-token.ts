import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { ApiToken, tokenCreate } from "../token-contract";
import { createToken } from "./create-token";
import { requireUser } from "./require-user";

/** Makes a token of the person who asks. */
export async function createOwnToken(
  ctx: Pick<Context, "db" | "actor" | "now">,
  input: z.output<typeof tokenCreate.input>,
): Promise<{ token: ApiToken; secret: string }> {
  return createToken(ctx, { ...input, userId: requireUser(ctx.actor) });
}

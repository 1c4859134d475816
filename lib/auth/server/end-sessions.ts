import type { Context } from "@/lib/context";
import { changeUser } from "./change-user";
import { requireUser } from "./require-user";

/** Ends all of one's own sessions, on every machine. */
export async function endSessions(ctx: Pick<Context, "db" | "actor" | "now">): Promise<{ done: true }> {
  await changeUser(ctx, {
    userId: requireUser(ctx.actor),
    data: () => ({ sessionVersion: { increment: 1 } }),
    audit: () => ({ action: "account.end-sessions", detail: {} }),
  });
  return { done: true };
}

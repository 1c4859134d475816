import type { Context } from "@/lib/context";
import type { User } from "../contract";
import { toUser } from "./to-user";

const MOST = 1000;

/** Everybody who has an account, disabled or not, by user name. */
export async function listUsers(ctx: Pick<Context, "db">): Promise<{ users: User[] }> {
  const rows = await ctx.db.appUser.findMany({ orderBy: { username: "asc" }, take: MOST });
  return { users: rows.map(toUser) };
}

import type { PrismaClient } from "@/lib/db/generated/client";
import { env } from "@/lib/env";
import { oidcSettings } from "./oidc-settings";

/**
 * Whether names and passwords are not taken: switched off, and an active admin has come in by single sign-on. Without
 * one, nobody could manage anything, so that passwords stay open until there is.
 */
export async function isLocalClosed(db: PrismaClient): Promise<boolean> {
  if (env.WAKELINE_LOCAL_SIGN_IN === "on" || oidcSettings === null) return false;
  const where = { role: "admin", disabledAt: null, accessLostAt: null, issuer: oidcSettings.issuer };
  return (await db.appUser.count({ where })) > 0;
}

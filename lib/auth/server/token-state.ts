import type { ApiToken as TokenRow, AppUser } from "@/lib/db/generated/client";
import type { TokenState } from "../token-contract";
import { isShutOut } from "./is-shut-out";

/** Whether a token works at `now`, and if not, what stands against it. */
export function tokenState(token: TokenRow, owner: AppUser, now: Date): TokenState {
  if (token.revokedAt !== null) return "revoked";
  if (token.expiresAt <= now) return "expired";
  return isShutOut(owner) ? "owner-shut-out" : "active";
}

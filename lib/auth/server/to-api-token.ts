import { z } from "zod";
import type { ApiToken as TokenRow, AppUser } from "@/lib/db/generated/client";
import { Scope } from "../access";
import { lesserRole, Role } from "../roles";
import type { ApiToken } from "../token-contract";
import { tokenState } from "./token-state";

/** A stored token as it may leave the server: without its hash. */
export function toApiToken(row: TokenRow & { readonly user: AppUser }, now: Date): ApiToken {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    owner: row.user.username,
    role: lesserRole(Role.parse(row.role), Role.parse(row.user.role)),
    scopes: z.array(Scope).parse(row.scopes),
    state: tokenState(row, row.user, now),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedAddress: row.lastUsedAddress,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokedBy: row.revokedBy,
  };
}

import type { AppUser } from "@/lib/db/generated/client";
import type { User } from "../contract";
import { Role } from "../roles";

/** A stored user as it may leave the server: without hash, session version and counters. */
export function toUser(row: AppUser): User {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    role: Role.parse(row.role),
    mustChange: row.mustChange,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

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
    email: row.email,
    subject: row.subject,
    hasPassword: row.passwordHash !== null,
    mustChange: row.mustChange,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    accessLostAt: row.accessLostAt?.toISOString() ?? null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

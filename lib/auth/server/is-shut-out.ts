import type { AppUser } from "@/lib/db/generated/client";

/** Whether nothing of a user works: an admin disabled them, or their identity provider gives them no role any more. */
export function isShutOut(user: Pick<AppUser, "disabledAt" | "accessLostAt">): boolean {
  return user.disabledAt !== null || user.accessLostAt !== null;
}

import { AppError } from "@/lib/base/app-error";
import type { Actor } from "@/lib/context";

/** The id of the person who asks; jobs and the command line have no account of their own. */
export function requireUser(actor: Actor): string {
  if (actor.kind !== "user") throw new AppError("forbidden", "Only somebody who is signed in has an account.");
  return actor.userId;
}

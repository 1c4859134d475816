import { notFound } from "next/navigation";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { resolveIdentity } from "@/lib/identities/server/resolve-identity";

/** The identity that a page's address names; the page of what does not exist where there is none. */
export async function findIdentity(ctx: Context, text: string): Promise<{ id: string; name: string }> {
  try {
    return await resolveIdentity(ctx, text);
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") notFound();
    throw error;
  }
}

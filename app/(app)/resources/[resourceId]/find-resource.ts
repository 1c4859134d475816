import { notFound } from "next/navigation";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { ResourceHead } from "@/lib/resources/contract";
import { getResource } from "@/lib/resources/server/get-resource";

/** What a page's address names; null where it is an ARN that no record names. The page of what does not exist for all else. */
export async function findResource(ctx: Context, encoded: string): Promise<ResourceHead | null> {
  const text = decoded(encoded);
  try {
    return await getResource(ctx, { resource: text });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "not-found")) throw error;
    return text.startsWith("arn:") ? null : notFound();
  }
}

/** An address may be written by hand, and then end in the middle of an escape. */
export function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return notFound();
  }
}

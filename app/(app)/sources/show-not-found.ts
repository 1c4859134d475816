import { notFound } from "next/navigation";
import { AppError } from "@/lib/base/app-error";

/** For a failed prefetch: what does not exist is a page that says so; every other failure is left to the view. */
export function showNotFound(error: unknown): void {
  if (error instanceof AppError && error.code === "not-found") notFound();
}

import { readdir } from "node:fs/promises";
import { AppError } from "@/lib/base/app-error";

/** Refuses a folder that holds anything: files of two runs must never mix. */
export async function assertNewFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new AppError("invalid-input", `${folder} cannot be used as a folder for the demo's files.`, { cause: error });
  });
  if (names.length > 0)
    throw new AppError("conflict", `${folder} is not empty. Name a new folder, or empty that one first.`);
}

import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/base/app-error";
import { isUuid } from "@/lib/base/is-uuid";
import { wakelineHome } from "@/lib/env";

const root = join(wakelineHome, "uploads");

/** The folder of an upload's files while they wait to be loaded. Our own ids only: what a sender calls a file is never part of a path. */
export function spoolFolder(runId: string): string {
  return join(root, uuid(runId));
}

/** Where one received file waits. */
export function spoolPath(runId: string, fileId: string): string {
  return join(spoolFolder(runId), uuid(fileId));
}

/** Makes the folder of an upload, for its owner only. */
export async function makeSpool(runId: string): Promise<string> {
  const folder = spoolFolder(runId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Removes what is left of an upload. */
export async function removeSpool(runId: string): Promise<void> {
  await rm(spoolFolder(runId), { recursive: true, force: true });
}

/** Whether files of an upload still wait on the disk. */
export async function hasSpool(runId: string): Promise<boolean> {
  return stat(spoolFolder(runId)).then(
    () => true,
    () => false,
  );
}

/** When files of an upload were last added or taken away, in milliseconds; 0 where it is gone. */
export async function spoolChangedMs(runId: string): Promise<number> {
  return stat(spoolFolder(runId)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** The uploads of which something is on the disk. */
export async function listSpools(): Promise<string[]> {
  try {
    return (await readdir(root)).filter(isUuid);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Whether a file or folder that was asked for does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Says in words what a full or read-only disk answers; null for any other error. */
export function diskFailure(error: unknown): AppError | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new AppError("unavailable", `The disk of ${root} is full. Free some space there and send the file again.`, {
      cause: error,
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new AppError("unavailable", `The server may not write to ${root}. Let it, and send the file again.`, {
      cause: error,
    });
  }
  return null;
}

function uuid(id: string): string {
  if (!isUuid(id)) throw new AppError("not-found", `"${id.slice(0, 100)}" is no id of an upload.`);
  return id.toLowerCase();
}

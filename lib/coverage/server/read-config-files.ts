import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { AppError } from "@/lib/base/app-error";
import type { ConfigFile } from "../read-config-file";

const FILE_BYTES_MAX = 64 * 1024 * 1024;
const FILES_MAX = 100_000;

export type ConfigFiles = {
  readonly files: readonly ConfigFile[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
};

/** The JSON files of a file or folder, with their paths from there on. AppError "not-found" where there is nothing. */
export async function readConfigFiles(path: string): Promise<ConfigFiles> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new AppError("not-found", `There is no file or folder ${path}.`);
  const paths = found.isDirectory() ? await jsonFilesUnder(path) : [path];
  if (paths.length === 0) throw new AppError("not-found", `${path} holds no .json files.`);
  if (paths.length > FILES_MAX)
    throw new AppError("too-large", `${path} holds ${paths.length} files; at most ${FILES_MAX} can be read at once.`);
  const files: ConfigFile[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for (const one of paths) {
    const label = found.isDirectory() ? relative(path, one).replaceAll("\\", "/") : one.replaceAll("\\", "/");
    const read = await readOne(one);
    if (typeof read === "string") skipped.push({ path: label, reason: read });
    else files.push({ path: label, ...read });
  }
  return { files, skipped };
}

async function jsonFilesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.json$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

async function readOne(path: string): Promise<Pick<ConfigFile, "value" | "modifiedMs"> | string> {
  const { size, mtimeMs } = await stat(path);
  if (size > FILE_BYTES_MAX) return `larger than ${FILE_BYTES_MAX / 1024 / 1024} MiB`;
  try {
    return { value: JSON.parse(await readFile(path, "utf8")) as unknown, modifiedMs: mtimeMs };
  } catch (error) {
    return error instanceof SyntaxError ? "not JSON" : "cannot be read";
  }
}

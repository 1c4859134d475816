import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { whyNot } from "../input-error";
import type { SkippedInput } from "./input";

export type FoundFile = { readonly path: string; readonly bytes: number };

/** Every file under the paths, in a fixed order, unopened; hidden ones only where they are named themselves. */
export function* findFiles(paths: readonly string[]): Generator<FoundFile | SkippedInput> {
  const folders = new Set<string>();
  for (const path of paths) yield* find(path, folders);
}

function* find(path: string, folders: Set<string>): Generator<FoundFile | SkippedInput> {
  let stats: Stats;
  let names: string[] = [];
  try {
    stats = statSync(path);
    // A link back up ends where the folder was seen before, by device and inode.
    const key = `${stats.dev}:${stats.ino}`;
    if (stats.isDirectory() && !folders.has(key)) names = readdirSync(path).toSorted();
    if (stats.isDirectory()) folders.add(key);
  } catch (error) {
    yield { path, reason: whyNot(error) };
    return;
  }
  if (!stats.isDirectory()) yield { path, bytes: stats.size };
  for (const name of names) if (!name.startsWith(".")) yield* find(join(path, name), folders);
}

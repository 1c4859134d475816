import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/** A hash over the names and contents of files and folders of the project; `skips` leaves paths out. */
export function contentMark(paths, skips = () => false) {
  const hash = createHash("sha256");
  for (const path of paths) addTo(hash, path, skips);
  return hash.digest("hex");
}

/** Whether `file` holds that mark: what it stands for was made from the same content. */
export function isMarked(file, mark) {
  return existsSync(file) && readFileSync(file, "utf8") === mark;
}

function addTo(hash, path, skips) {
  const full = join(root, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat || skips(path)) return;
  if (stat.isDirectory()) {
    for (const name of readdirSync(full).toSorted()) addTo(hash, `${path}/${name}`, skips);
    return;
  }
  hash.update(`${path}\0${stat.size}\0`);
  hash.update(readFileSync(full));
}

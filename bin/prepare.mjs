import { existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentMark, isMarked } from "./content-mark.mjs";
import { exclusive } from "./exclusive.mjs";
import { generateClient } from "./generate.mjs";
import { installDependencies } from "./install.mjs";
import { prepareLock, root } from "./root.mjs";

const modules = join(root, "node_modules");
const installMark = join(modules, ".wakeline-lockfile");
const generated = join(root, "lib", "db", "generated");
const generateMark = join(generated, "made-from");

/** Makes what a fresh clone lacks: the dependencies and the database client. Costs a few milliseconds when both are there. */
export function prepare() {
  if (!isInstalled()) exclusive(prepareLock, () => isInstalled() || install());
  if (!isGenerated()) exclusive(prepareLock, () => isGenerated() || generate());
}

function isInstalled() {
  return isMarked(installMark, contentMark(["package-lock.json"])) || adoptInstall();
}

/** What somebody installed with npm counts too, if npm finished it after the lockfile was last changed. */
function adoptInstall() {
  const done = statSync(join(modules, ".package-lock.json"), { throwIfNoEntry: false });
  if (!done || done.mtimeMs < statSync(join(root, "package-lock.json")).mtimeMs) return false;
  markInstall();
  return true;
}

function install() {
  console.error(
    existsSync(modules)
      ? "The dependencies have changed: installing …"
      : "First start: installing dependencies (a few minutes) …",
  );
  installDependencies();
  markInstall();
}

function markInstall() {
  try {
    writeFileSync(installMark, contentMark(["package-lock.json"]));
  } catch (error) {
    // Somebody else's folder: the check is then made anew each time.
    if (error.code !== "EACCES" && error.code !== "EROFS") throw error;
  }
}

const schemaMark = () => contentMark(["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"]);

function isGenerated() {
  return isMarked(generateMark, schemaMark());
}

function generate() {
  rmSync(generateMark, { force: true });
  generateClient();
  writeFileSync(generateMark, schemaMark());
}

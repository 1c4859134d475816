import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ClearError } from "./clear-error.mjs";
import { childEnvironment } from "./child-environment.mjs";
import { contentMark, isMarked } from "./content-mark.mjs";
import { exclusive } from "./exclusive.mjs";
import { fail } from "./fail.mjs";
import { prepare } from "./prepare.mjs";
import { prepareLock, root } from "./root.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma/count-migrations.ts",
  "prisma/migrate.ts",
  "prisma/read-migrations.ts",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "public",
];
const buildMark = join(root, ".next", "built-from");

/** Builds the app unless the build that is there was made from these sources. `quiet` shows the output only on failure. */
export function buildIfNeeded({ quiet = true } = {}) {
  if (isBuilt()) return;
  exclusive(prepareLock, () => isBuilt() || build(quiet));
}

const sourceMark = () => contentMark(SOURCES, (path) => /\.test\.tsx?$/.test(path));

function isBuilt() {
  return existsSync(join(root, ".next", "BUILD_ID")) && isMarked(buildMark, sourceMark());
}

function build(quiet) {
  console.error("Building the app (about a minute) …");
  rmSync(buildMark, { force: true });
  const mark = sourceMark();
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const result = spawnSync(process.execPath, [next, "build"], {
    cwd: root,
    env: { ...childEnvironment(), NODE_ENV: "production" },
    stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", 2, 2],
    encoding: "utf8",
    maxBuffer: 64 * 1024 ** 2,
  });
  if (result.status !== 0) {
    throw new ClearError(
      `The app could not be built.\n${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`,
    );
  }
  writeFileSync(buildMark, mark);
}

// As a step of its own, for images: node bin/build.mjs
if (process.argv[1] === import.meta.filename) {
  try {
    prepare();
    buildIfNeeded({ quiet: false });
  } catch (error) {
    fail(error);
  }
}

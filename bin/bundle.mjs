import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";

const SOURCES = ["bin", "lib", "prisma", "package-lock.json", "tsconfig.json"];
const cache = join(root, "node_modules", ".cache", "wakeline");

/**
 * `bin/command.ts` and all that it imports in a few files of JavaScript: reading a thousand sources one by one costs a command most of
 * a second. Made anew when a source has changed; null where it cannot be written, and the sources are read as they are.
 */
export async function bundledCommand() {
  const folder = join(cache, `command-${markOfSources()}`);
  const script = join(folder, "command.mjs");
  if (existsSync(script)) return script;
  const draft = `${folder}.${process.pid}`;
  try {
    await bundle(draft);
    writeFileSync(join(draft, "package.json"), '{ "type": "module" }');
    putInPlace(draft, folder);
    return script;
  } catch {
    return null;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function bundle(outdir) {
  const { build } = await import("esbuild");
  mkdirSync(cache, { recursive: true });
  await build({
    entryPoints: [join(root, "bin", "command.ts")],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    // Each command stays in files of its own, read when it is called.
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    absWorkingDir: root,
    logLevel: "silent",
    plugins: [{ name: "places", setup: (bundling) => bundling.onLoad({ filter: /\.(ts|mjs)$/ }, keepPlaces) }],
  });
}

/** What a source says of its own place stays true. */
function keepPlaces({ path }) {
  if (path.includes("node_modules")) return null;
  const contents = readFileSync(path, "utf8")
    .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
    .replaceAll("import.meta.filename", JSON.stringify(path))
    .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
  return { contents, loader: path.endsWith(".ts") ? "ts" : "js" };
}

/** Of several commands that made the same, one comes first; those made from older sources go once nobody can be starting from them. */
function putInPlace(draft, folder) {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    const isOld = name.startsWith("command-") && path !== folder && Date.now() - statSync(path).mtimeMs > OLD_MS;
    if (isOld) rmSync(path, { recursive: true, force: true });
  }
}

const OLD_MS = 24 * 3_600_000;

/** By names, sizes and times of change: reading everything would take as long as is saved. */
function markOfSources() {
  const hash = createHash("sha256");
  for (const source of SOURCES) addTo(hash, source);
  return hash.digest("hex").slice(0, 16);
}

function addTo(hash, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    if (!/\.test\.tsx?$/.test(path)) hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\0`);
    return;
  }
  for (const name of readdirSync(join(root, path)).toSorted()) addTo(hash, `${path}/${name}`);
}

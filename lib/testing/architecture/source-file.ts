import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A file of ours with its path from the root, always with `/`. */
export type SourceFile = { readonly path: string; readonly text: string };

const OURS = ["app", "bin", "components", "e2e", "lib", "prisma"];
const NOT_OURS = /^(lib\/db\/generated|components\/ui)\//;

/** Every TypeScript and JavaScript file of the project that somebody wrote. */
export function readSourceFiles(root: string): SourceFile[] {
  const paths = OURS.flatMap((folder) => walk(join(root, folder))).map((path) =>
    relative(root, path).split(sep).join("/"),
  );
  const topLevel = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
  return [...paths, ...topLevel]
    .filter((path) => /\.(ts|tsx|mjs|js)$/.test(path) && !path.endsWith(".d.ts") && !NOT_OURS.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The text with comments blanked out, so that words in them are not taken for code. */
export function codeOf({ text }: SourceFile): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/(^|\s)\/\/.*$/gm, "$1");
}

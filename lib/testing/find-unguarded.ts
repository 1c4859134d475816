import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** Open to strangers, each for its own reason: one signs in there, or asks whether the server is up. */
const PUBLIC = new Set([
  "app/(auth)/sign-in/page.tsx",
  "app/api/auth/[...nextauth]/route.ts",
  "app/api/health/route.ts",
  "app/api/ready/route.ts",
]);

const METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";
const GUARDS = "authorise|authorisePasswordChange";
const HANDLER = new RegExp(`export\\s+(?:const|let|var|async\\s+function|function)\\s+(?:${METHODS})\\b`, "g");
// The guard goes last into whatever makes the handler; that it is used there is for the live test to show.
const SERVED = new RegExp(
  `export\\s+const\\s+(?:${METHODS})\\s*=\\s*\\w+\\(\\s*(?:[\\w.]+,\\s*)*(?:${GUARDS}),?\\s*\\);`,
  "g",
);
const REEXPORT = new RegExp(`export\\s*\\{[^}]*\\b(?:${METHODS})\\b[^}]*\\}|export\\s*\\*`);
const AUTHORISED = new RegExp(`await (?:${GUARDS})\\(`, "g");
const GUARD_IMPORT = /from "@\/lib\/auth\/server\/authorise"/;
const PAGE_GUARD = /await pageContext\(/;
const PAGE_GUARD_IMPORT = /from "@\/lib\/auth\/server\/page-context"/;

/** What in a file under `app` answers strangers, in words; null if nothing does. */
export function unguardedReason(path: string, text: string): string | null {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  if (/^\s*["']use server["']/m.test(code)) return "server actions have no guard: use a route";
  if (PUBLIC.has(path)) return null;
  if (/(^|\/)route\.tsx?$/.test(path)) return routeReason(code);
  if (/(^|\/)page\.tsx?$/.test(path)) {
    return PAGE_GUARD.test(code) && PAGE_GUARD_IMPORT.test(code) ? null : "does not await pageContext()";
  }
  return null;
}

function routeReason(code: string): string | null {
  if (REEXPORT.test(code)) return "exports handlers that stand elsewhere";
  const handlers = code.match(HANDLER)?.length ?? 0;
  const served = code.match(SERVED)?.length ?? 0;
  const authorised = code.match(AUTHORISED)?.length ?? 0;
  if (handlers === 0) return "has no handler that can be checked";
  if (!GUARD_IMPORT.test(code)) return "does not import authorise";
  return authorised >= handlers - served ? null : "has a handler that authorise() does not guard";
}

/** Every file under `folder` that answers strangers, with the reason. */
export async function findUnguarded(root: string, folder = "app"): Promise<string[]> {
  const found: string[] = [];
  for (const path of await listFiles(root, folder)) {
    const reason = unguardedReason(path, await readFile(join(root, path), "utf8"));
    if (reason !== null) found.push(`${path}: ${reason}`);
  }
  return found;
}

/** Paths of all files below a folder of the project, with forward slashes. */
export async function listFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/")).toSorted();
}

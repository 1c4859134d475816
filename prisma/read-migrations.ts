import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type Migration = { readonly name: string; readonly script: string; readonly checksums: ReadonlySet<string> };

/** The migrations that this version of the code knows, oldest first. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.toSorted().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const script = await readFile(join(folder, name, "migration.sql"), "utf8");
  return { name, script, checksums: checksumsOf(script) };
}

/** The checksum as `prisma migrate` makes it, first of the text as it is; either line ending is the same migration. */
function checksumsOf(script: string): Set<string> {
  const unix = script.replaceAll("\r\n", "\n");
  return new Set([script, unix, unix.replaceAll("\n", "\r\n")].map(sha256));
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

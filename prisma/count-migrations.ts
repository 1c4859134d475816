import { join } from "node:path";
import { readMigrations } from "./read-migrations";

let count: Promise<number> | undefined;

/** How many migrations this version of the code knows. */
export function countMigrations(): Promise<number> {
  count ??= readMigrations(join(/* turbopackIgnore: true */ process.cwd(), "prisma", "migrations")).then(
    (migrations) => migrations.length,
  );
  return count;
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** `table.column` of every scalar field in the Prisma schema, with `?` where it may be null; sorted. */
export function prismaColumns(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".prisma"));
  const models = files.flatMap((name) => [
    ...readFileSync(join(folder, name), "utf8").matchAll(/^model (\w+) \{$([\s\S]*?)^\}$/gm),
  ]);
  const names = new Set(models.map(([, name]) => name));
  return models.flatMap(([, , body = ""]) => columnsOf(body, names)).toSorted();
}

function columnsOf(body: string, models: ReadonlySet<string | undefined>): string[] {
  const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "";
  const fields = [...body.matchAll(/^ {2}(\w+) +(\w+)(\?|\[\])?(.*)$/gm)];
  return fields
    .filter(([, , type]) => !models.has(type))
    .map(
      ([, name, , mark, rest = ""]) =>
        `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? name}${mark === "?" ? "?" : ""}`,
    );
}

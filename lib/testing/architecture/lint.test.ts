import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const run = promisify(execFile);
const Report = z.object({ diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })) });

const lines = (count: number, line: string): string => Array.from({ length: count }, () => line).join("\n");

/** Path, content and the rule that has to object. */
const PLANTED: readonly (readonly [path: string, text: string, rule: string])[] = [
  [
    "lib/events/ui.ts",
    'import { Chip } from "@/components/common/chip";\nexport const a = Chip;',
    "no-restricted-imports",
  ],
  ["lib/events/page.ts", 'import { page } from "@/app/page";\nexport const a = page;', "no-restricted-imports"],
  [
    "lib/events/server/ui.ts",
    'import { Chip } from "@/components/common/chip";\nexport const a = Chip;',
    "no-restricted-imports",
  ],
  [
    "lib/events/reads.ts",
    'import { getStore } from "@/lib/db/store";\nexport const a = getStore;',
    "no-restricted-imports",
  ],
  [
    "lib/events/peeks.ts",
    'import { listEvents } from "./server/list-events";\nexport const a = listEvents;',
    "no-restricted-imports",
  ],
  [
    "lib/base/climbs.ts",
    'import type { Role } from "@/lib/auth/roles";\nexport type A = Role;',
    "no-restricted-imports",
  ],
  [
    "lib/cloudtrail/climbs.ts",
    'import type { Role } from "@/lib/auth/roles";\nexport type A = Role;',
    "no-restricted-imports",
  ],
  [
    "lib/events/server/session.ts",
    'import NextAuth from "next-auth";\nexport const a = NextAuth;',
    "no-restricted-imports",
  ],
  [
    "components/events/reads.tsx",
    'import { listEvents } from "@/lib/events/server/list-events";\nexport const a = listEvents;',
    "no-restricted-imports",
  ],
  [
    "components/events/page.tsx",
    'import type { Page } from "@/app/page";\nexport type A = Page;',
    "no-restricted-imports",
  ],
  ["app/queries.ts", 'import { Pool } from "pg";\nexport const a = new Pool();', "no-restricted-imports"],
  ["lib/events/fetches.ts", 'export const a = (): Promise<Response> => fetch("/x");', "no-restricted-globals"],
  ["lib/base/circle-a.ts", 'import { b } from "./circle-b";\nexport const a = (): unknown => b;', "no-cycle"],
  ["lib/base/circle-b.ts", 'import { a } from "@/lib/base/circle-a";\nexport const b = (): unknown => a;', "no-cycle"],
  ["lib/base/barrel.ts", 'export * from "./circle-a";', "no-barrel-file"],
  ["lib/base/default.ts", "export default function a(): void {}", "no-default-export"],
  ["lib/base/any.ts", "export const a = (b: any): unknown => b;", "no-explicit-any"],
  ["lib/base/sure.ts", "export const a = (b: string | null): number => b!.length;", "no-non-null-assertion"],
  ["lib/base/silenced.ts", "// @ts-ignore\nexport const a: number = 1;", "ban-ts-comment"],
  [
    "lib/base/floats.ts",
    "const b = async (): Promise<void> => {};\nexport const a = (): void => {\n  b();\n};",
    "no-floating-promises",
  ],
  [
    "lib/base/forgets.ts",
    'export function a(b: "x" | "y"): number {\n  switch (b) {\n    case "x":\n      return 1;\n  }\n  return 0;\n}',
    "switch-exhaustiveness-check",
  ],
  [
    "lib/base/imports-value.ts",
    'import { Role } from "./role-type";\nexport type A = Role;',
    "consistent-type-imports",
  ],
  [
    "lib/base/long-file.ts",
    lines(301, "export const a = 1;").replaceAll("const a", () => `const a${Math.random().toString(36).slice(2)}`),
    "max-lines",
  ],
  ["lib/base/long-function.ts", `export function a(): void {\n${lines(61, "  void 0;")}\n}`, "max-lines-per-function"],
  ["lib/base/many.ts", "export const a = (b: 1, c: 2, d: 3, e: 4): unknown => [b, c, d, e];", "max-params"],
  [
    "lib/base/deep.ts",
    "export function a(b: boolean): void {\n  if (b) { if (b) { if (b) { if (b) { void b; } } } }\n}",
    "max-depth",
  ],
  [
    "components/events/raw.tsx",
    'export const Raw = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;',
    "no-danger",
  ],
  ["lib/base/only.test.ts", 'import { it } from "vitest";\nit.only("is alone", () => {});', "no-focused-tests"],
];

/** What the rules must let pass: types across the border, long components, and what tests need. */
const ALLOWED: readonly (readonly [path: string, text: string])[] = [
  ["lib/base/role-type.ts", 'export type Role = "a";'],
  ["lib/events/types-only.ts", 'import type { Store } from "@/lib/db/store";\nexport type A = Store;'],
  ["lib/cloudtrail/stands.ts", 'import type { Role } from "@/lib/base/role-type";\nexport type A = Role;'],
  ["lib/events/server/reads.ts", 'import { getStore } from "@/lib/db/store";\nexport const a = getStore;'],
  ["app/page.tsx", "export default function Page() {\n  return null;\n}"],
  ["components/events/long.tsx", `export function Long() {\n${lines(100, "  void 0;")}\n  return null;\n}`],
];

let root: string;
let found: string[];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "wakeline-lint-"));
  for (const name of [".oxlintrc.json", "tsconfig.json"]) cpSync(name, join(root, name));
  symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
  for (const [path, text] of [...PLANTED, ...ALLOWED]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${text}\n`);
  }
  const oxlint = join(process.cwd(), "node_modules", "oxlint", "bin", "oxlint");
  const output = await run(process.execPath, [oxlint, "--type-aware", "--format=json", "app", "components", "lib"], {
    cwd: root,
  }).catch((error: { stdout: string }) => error);
  const { diagnostics } = Report.parse(JSON.parse(output.stdout));
  found = diagnostics.map(
    ({ filename, code }) => `${filename.replaceAll("\\", "/")} ${/\((.+)\)/.exec(code ?? "")?.[1]}`,
  );
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the lint configuration", () => {
  it.each(PLANTED)("objects to %s", (path, _text, rule) => {
    expect(found).toContain(`${path} ${rule}`);
  });

  it.each(ALLOWED)("lets %s pass", (path) => {
    expect(found.filter((finding) => finding.startsWith(path))).toEqual([]);
  });
});

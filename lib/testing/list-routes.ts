import { join } from "node:path";
import { z } from "zod";
import { type Access, Scope } from "@/lib/auth/access";
import { Role } from "@/lib/auth/roles";
import { listFiles } from "./find-unguarded";

const AccessLike = z.object({
  method: z.enum(["GET", "POST", "PUT", "DELETE"]),
  path: z.string(),
  role: Role,
  scope: Scope.nullable().optional(),
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
export type ApiRoute = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly handler: Handler;
};

/** Every handler under `app/api`, as the file system has it; `isOpen` leaves files out. */
export async function listRoutes(root: string, isOpen: (file: string) => boolean): Promise<ApiRoute[]> {
  const files = (await listFiles(root, "app")).filter((path) => /\/route\.tsx?$/.test(path) && !isOpen(path));
  const found: ApiRoute[] = [];
  for (const file of files) {
    const path = `/${file
      .replace(/^app\//, "")
      .replace(/\/route\.tsx?$/, "")
      .replaceAll(/\([^)]*\)\//g, "")}`;
    const loaded: Record<string, Handler> = await import(join(root, file));
    for (const [method, handler] of Object.entries(loaded)) {
      if (/^[A-Z]+$/.test(method)) found.push({ name: `${method} ${path}`, method, path, handler });
    }
  }
  return found;
}

/** What every contract of the rooms says about who may call it, by method and path. */
export async function listAccess(root: string): Promise<Map<string, Access>> {
  const files = (await listFiles(root, "lib")).filter((path) => path.endsWith("contract.ts"));
  const found = new Map<string, Access>();
  for (const file of files) {
    const loaded: Record<string, unknown> = await import(join(root, file));
    for (const value of Object.values(loaded)) {
      const access = AccessLike.safeParse(value);
      if (!access.success) continue;
      const { method, path, role, scope } = access.data;
      found.set(`${method} ${path}`, { method, role, ...(scope === undefined ? {} : { scope }) });
    }
  }
  return found;
}

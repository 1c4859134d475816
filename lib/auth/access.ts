import { z } from "zod";
import type { Role } from "./roles";

/** What an API token may be used for, beside what the role of its owner allows. */
export const Scope = z.enum(["read", "evidence", "upload", "export", "admin", "metrics"]);
export type Scope = z.infer<typeof Scope>;

/** The least role that each scope is of any use to. */
export const SCOPE_ROLE: Record<Scope, Role> = {
  read: "viewer",
  evidence: "viewer",
  upload: "investigator",
  export: "viewer",
  admin: "admin",
  metrics: "admin",
};

/** Who may call a route. */
export type Access = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The least role that may call it. */
  readonly role: Role;
  /** The scope with which an API token may call it; null: sessions only. Left out, reads ask for "read" (of an admin "admin"), and all else is for sessions only. */
  readonly scope?: Scope | null;
};

/** The scope that a token needs for a route; null where no token will do. */
export function scopeOf({ method, role, scope }: Access): Scope | null {
  if (scope !== undefined) return scope;
  if (method !== "GET") return null;
  return role === "admin" ? "admin" : "read";
}

import { z } from "zod";

/** From least to most: each role may do all that those before it may. */
export const Role = z.enum(["viewer", "investigator", "admin"]);
export type Role = z.infer<typeof Role>;

/** Whether `role` includes everything that `needed` may do. */
export function hasRole(role: Role, needed: Role): boolean {
  return Role.options.indexOf(role) >= Role.options.indexOf(needed);
}

/** The one of two roles that may do less. */
export function lesserRole(one: Role, other: Role): Role {
  return hasRole(one, other) ? other : one;
}

import { z } from "zod";
import { hasRole, Role } from "./roles";

/** Role by group of the identity provider; "*" stands for everybody whom the provider lets in. */
export type GroupRoles = ReadonlyMap<string, Role>;

const AS_JSON = z.record(z.string(), Role);

/**
 * Reads `group=role,group=role`, or a JSON object where group names hold commas; null where it is neither.
 * A group may itself hold "=", as distinguished names do: the last one counts.
 */
export function parseGroupRoles(text: string): GroupRoles | null {
  const given = text.trim().startsWith("{") ? fromJson(text) : fromList(text);
  return given !== null && given.size > 0 ? given : null;
}

function fromJson(text: string): GroupRoles | null {
  try {
    const parsed = AS_JSON.safeParse(JSON.parse(text));
    return parsed.success ? new Map(Object.entries(parsed.data)) : null;
  } catch {
    return null;
  }
}

function fromList(text: string): GroupRoles | null {
  const found = new Map<string, Role>();
  for (const pair of text.split(",").filter((part) => part.trim() !== "")) {
    const at = pair.lastIndexOf("=");
    const role = Role.safeParse(pair.slice(at + 1).trim());
    const group = pair.slice(0, Math.max(0, at)).trim();
    if (!role.success || group === "") return null;
    found.set(group, role.data);
  }
  return found;
}

/** The highest role that any of the groups gives; null where none gives one. */
export function roleOfGroups(roles: GroupRoles, groups: readonly string[]): Role | null {
  return [...groups, "*"].reduce<Role | null>((best, group) => {
    const role = roles.get(group);
    return role !== undefined && (best === null || hasRole(role, best)) ? role : best;
  }, null);
}

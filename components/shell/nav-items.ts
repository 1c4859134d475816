import { Activity, FileStack, Fingerprint, House, type LucideIcon, UsersRound } from "lucide-react";
import type { Route } from "next";
import { hasRole, type Role } from "@/lib/auth/roles";

export type NavItem = { readonly href: Route; readonly label: string; readonly icon: LucideIcon; readonly role: Role };

const ITEMS: readonly NavItem[] = [
  { href: "/", label: "Home", icon: House, role: "viewer" },
  { href: "/identities", label: "Identities", icon: Fingerprint, role: "viewer" },
  { href: "/events", label: "Events", icon: Activity, role: "viewer" },
  { href: "/sources", label: "Sources", icon: FileStack, role: "viewer" },
  { href: "/users", label: "Users", icon: UsersRound, role: "admin" },
];

/** Where somebody with this role can go. */
export function navItemsFor(role: Role): readonly NavItem[] {
  return ITEMS.filter((item) => hasRole(role, item.role));
}

/** Whether the page at `path` belongs to this entry. */
export function isCurrent(item: NavItem, path: string): boolean {
  return item.href === "/" ? path === "/" : path === item.href || path.startsWith(`${item.href}/`);
}

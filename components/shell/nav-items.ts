import {
  Activity,
  FileStack,
  Fingerprint,
  House,
  type LucideIcon,
  ScrollText,
  ShieldQuestion,
  UsersRound,
} from "lucide-react";
import type { Route } from "next";
import { hasRole, type Role } from "@/lib/auth/roles";

/** The parts of the navigation, in their order; a heading stands over each but the first. */
const GROUPS = ["", "Evidence", "Administration"] as const;
type NavGroup = (typeof GROUPS)[number];

export type NavItem = {
  readonly href: Route;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly role: Role;
  readonly group: NavGroup;
};

/** Every page that the navigation leads to: one line each, in the order in which they are shown. */
const ITEMS: readonly NavItem[] = [
  { href: "/", label: "Home", icon: House, role: "viewer", group: "" },
  { href: "/identities", label: "Identities", icon: Fingerprint, role: "viewer", group: "" },
  { href: "/events", label: "Events", icon: Activity, role: "viewer", group: "" },
  { href: "/coverage", label: "Coverage", icon: ShieldQuestion, role: "viewer", group: "" },
  { href: "/sources", label: "Sources", icon: FileStack, role: "viewer", group: "Evidence" },
  { href: "/users", label: "Users", icon: UsersRound, role: "admin", group: "Administration" },
  { href: "/audit", label: "Audit log", icon: ScrollText, role: "admin", group: "Administration" },
];

/** Where somebody with this role can go. */
export function navItemsFor(role: Role): readonly NavItem[] {
  return GROUPS.flatMap((group) => ITEMS.filter((item) => item.group === group && hasRole(role, item.role)));
}

/** The same by group, without the groups that nothing is left of. */
export function navGroupsFor(role: Role): readonly { readonly title: NavGroup; readonly items: readonly NavItem[] }[] {
  const items = navItemsFor(role);
  return GROUPS.map((title) => ({ title, items: items.filter(({ group }) => group === title) })).filter(
    (group) => group.items.length > 0,
  );
}

/** Whether the page at `path` belongs to this entry. */
export function isCurrent(item: NavItem, path: string): boolean {
  return item.href === "/" ? path === "/" : path === item.href || path.startsWith(`${item.href}/`);
}

"use client";

import { Ellipsis } from "lucide-react";
import { usePathname } from "next/navigation";
import type { Role } from "@/lib/auth/roles";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { isCurrent, type NavItem, navItemsFor } from "./nav-items";
import { NavLink } from "./nav-link";

/** As many as a thumb can tell apart; what is beyond goes into a menu in the last place. */
const PLACES = 5;
const PLACE = "flex h-13 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-2xs";
const CURRENT = "font-medium text-accent";

/** The way around, at the thumb's end of small screens. */
export function BottomNav({ role }: { readonly role: Role }) {
  const items = navItemsFor(role);
  const shown = items.length <= PLACES ? items : items.slice(0, PLACES - 1);
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-40 flex border-t border-border bg-panel pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {shown.map((item) => (
        <NavLink key={item.href} item={item} className={PLACE} whenCurrent={CURRENT} whenOther="text-muted">
          <item.icon aria-hidden className="size-5" strokeWidth={1.75} />
          <span className="max-w-full truncate">{item.label}</span>
        </NavLink>
      ))}
      {shown.length < items.length ? <MoreMenu items={items.slice(shown.length)} /> : null}
    </nav>
  );
}

function MoreMenu({ items }: { readonly items: readonly NavItem[] }) {
  const path = usePathname();
  const isHere = items.some((item) => isCurrent(item, path));
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className={cn(PLACE, isHere ? CURRENT : "text-muted")}>
        <Ellipsis aria-hidden className="size-5" strokeWidth={1.75} />
        More
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" side="top">
        {items.map((item) => (
          <DropdownMenuItem key={item.href} asChild>
            <NavLink item={item} className="min-h-10" whenCurrent="font-medium" whenOther="">
              <item.icon aria-hidden /> {item.label}
            </NavLink>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Role } from "@/lib/auth/roles";
import { cn } from "@/components/ui/cn";
import { isCurrent, navItemsFor } from "./nav-items";

/** The way around, at the thumb's end of small screens. */
export function BottomNav({ role }: { readonly role: Role }) {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-40 flex border-t border-border bg-panel pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {navItemsFor(role).map((item) => {
        const current = isCurrent(item, path);
        return (
          <Link
            key={item.href}
            href={item.href}
            {...(current ? { "aria-current": "page" as const } : {})}
            className={cn(
              "flex h-13 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-2xs",
              current ? "font-medium text-accent" : "text-muted",
            )}
          >
            <item.icon aria-hidden className="size-5" strokeWidth={1.75} />
            <span className="max-w-full truncate">{item.label}</span>
          </Link>
        );
      })}
    </nav>
  );
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Role } from "@/lib/auth/roles";
import { cn } from "@/components/ui/cn";
import { isCurrent, navItemsFor } from "./nav-items";
import { Wordmark } from "./wordmark";

/** The way around, at the left of wide screens. */
export function SideNav({ role }: { readonly role: Role }) {
  const path = usePathname();
  return (
    <div className="sticky top-0 hidden h-dvh w-52 shrink-0 flex-col border-r border-border bg-sunken md:flex print:hidden">
      <Link href="/" className="flex h-12 items-center px-4">
        <Wordmark />
      </Link>
      <nav aria-label="Main" className="flex flex-col gap-0.5 px-2 py-2">
        {navItemsFor(role).map((item) => {
          const current = isCurrent(item, path);
          return (
            <Link
              key={item.href}
              href={item.href}
              {...(current ? { "aria-current": "page" as const } : {})}
              className={cn(
                "flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm",
                current ? "bg-selected font-medium text-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
              )}
            >
              <item.icon
                aria-hidden
                className={cn("size-4", current ? "text-accent" : "text-muted")}
                strokeWidth={1.75}
              />
              {item.label}
            </Link>
          );
        })}
      </nav>
    </div>
  );
}

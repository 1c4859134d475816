"use client";

import Link from "next/link";
import type { Role } from "@/lib/auth/roles";
import { navGroupsFor } from "./nav-items";
import { NavLink } from "./nav-link";
import { Wordmark } from "./wordmark";

/** The way around, at the left of wide screens. */
export function SideNav({ role }: { readonly role: Role }) {
  return (
    <div className="sticky top-0 hidden h-dvh w-52 shrink-0 flex-col border-r border-border bg-sunken md:flex print:hidden">
      <Link href="/" className="flex h-12 shrink-0 items-center px-4">
        <Wordmark />
      </Link>
      <nav aria-label="Main" className="flex min-h-0 flex-col gap-4 overflow-y-auto px-2 py-2">
        {navGroupsFor(role).map(({ title, items }) => (
          <div key={title} className="flex flex-col gap-0.5">
            {title === "" ? null : <p className="label-caps px-2.5 pb-1">{title}</p>}
            {items.map((item) => (
              <NavLink
                key={item.href}
                item={item}
                className="flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2.5 text-sm"
                whenCurrent="bg-selected font-medium text-ink"
                whenOther="text-ink-soft hover:bg-hover hover:text-ink"
              >
                <item.icon
                  aria-hidden
                  className="size-4 text-muted group-aria-[current=page]/nav:text-accent"
                  strokeWidth={1.75}
                />
                {item.label}
              </NavLink>
            ))}
          </div>
        ))}
      </nav>
    </div>
  );
}

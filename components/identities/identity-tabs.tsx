"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { timelineHref } from "@/lib/events/search-params";
import { profileHref } from "@/lib/identities/search-params";
import { tasksHref } from "@/lib/tasks/search-params";
import { cn } from "@/components/ui/cn";

type IdentityTab = { readonly label: string; readonly href: (identityId: string) => Route };

/** Every page of an identity: one line each, in the order in which they are shown. */
const TABS: readonly IdentityTab[] = [
  { label: "Profile", href: (id) => profileHref(id) },
  { label: "Timeline", href: (id) => timelineHref(id) },
  { label: "Tasks", href: (id) => tasksHref(id) },
];

/** The pages of one identity, beside each other; nothing where there is no other page to go to. */
export function IdentityTabs({ identityId }: { readonly identityId: string }) {
  const path = usePathname();
  if (TABS.length < 2) return null;
  return (
    <nav aria-label="Identity" className="mt-1 flex gap-4 overflow-x-auto border-b border-border">
      {TABS.map(({ label, href }) => {
        const to = href(identityId);
        const current = path === to;
        return (
          <Link
            key={label}
            href={to}
            {...(current ? { "aria-current": "page" as const } : {})}
            className={cn(
              "-mb-px flex h-8 items-center border-b-2 text-sm whitespace-nowrap",
              current ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { isCurrent, type NavItem } from "./nav-items";

type NavLinkProps = Omit<ComponentProps<typeof Link>, "href" | "children"> & {
  readonly item: NavItem;
  /** Class names added on the page that the link leads to, and on all others. */
  readonly whenCurrent: string;
  readonly whenOther: string;
  readonly children: ReactNode;
};

/** A link of the navigation, which knows whether one is there already. */
export function NavLink({ item, whenCurrent, whenOther, className, ...props }: NavLinkProps) {
  const current = isCurrent(item, usePathname());
  return (
    <Link
      href={item.href}
      {...(current ? { "aria-current": "page" as const } : {})}
      className={cn("group/nav", className, current ? whenCurrent : whenOther)}
      {...props}
    />
  );
}

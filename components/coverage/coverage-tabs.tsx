"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";

const TABS: readonly { readonly href: Route; readonly label: string }[] = [
  { href: "/coverage", label: "Heatmap" },
  { href: "/coverage/agents", label: "Agents" },
  { href: "/coverage/answers", label: "Answers" },
  { href: "/coverage/fix", label: "Close blind spots" },
  { href: "/coverage/simulate", label: "Would this be logged?" },
  { href: "/coverage/configuration", label: "Configuration" },
];

/** The pages about coverage, beside each other. */
export function CoverageTabs() {
  const path = usePathname();
  return (
    <nav
      aria-label="Coverage"
      className="mb-3 flex gap-1 overflow-x-auto border-b border-border px-4 sm:px-6 print:hidden"
    >
      {TABS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          {...(path === href ? { "aria-current": "page" as const } : {})}
          className="-mb-px border-b-2 border-transparent px-2 py-1.5 text-sm whitespace-nowrap text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

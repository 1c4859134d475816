"use client";

import { ExternalLink, FileJson, ListFilter, ListPlus, ListX, type LucideIcon, Pin } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";

export type ChipActionKind = "filter-only" | "filter-in" | "filter-out" | "open" | "pin" | "show-record";

/** One entry of the menu of an identifier: either goes somewhere or does something. */
export type ChipAction = { readonly kind: ChipActionKind; readonly label?: string } & (
  | { readonly href: Route }
  | { readonly onSelect: () => void }
);

const KINDS: Record<ChipActionKind, { readonly label: string; readonly icon: LucideIcon }> = {
  "filter-only": { label: "Show only this", icon: ListFilter },
  "filter-in": { label: "Show this too", icon: ListPlus },
  "filter-out": { label: "Leave this out", icon: ListX },
  open: { label: "Open", icon: ExternalLink },
  pin: { label: "Pin", icon: Pin },
  "show-record": { label: "Show record", icon: FileJson },
};

/** The entry as every menu of an identifier has it. */
export function ChipMenuItem({ action }: { readonly action: ChipAction }) {
  const { icon: Icon, label } = KINDS[action.kind];
  const content = (
    <>
      <Icon /> {action.label ?? label}
    </>
  );
  if (!("href" in action)) return <DropdownMenuItem onSelect={action.onSelect}>{content}</DropdownMenuItem>;
  return (
    <DropdownMenuItem asChild>
      <Link href={action.href}>{content}</Link>
    </DropdownMenuItem>
  );
}

"use client";

import { Copy, ExternalLink, ListFilter, ListX } from "lucide-react";
import Link from "next/link";
import type { ChipAction } from "@/components/common/chip";
import { copyText } from "@/components/common/copy-text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { visibleText } from "@/lib/base/visible-text";

/** An identifier in a row that was clicked, and where. */
export type RowMenuTarget = {
  readonly label: string;
  readonly actions: readonly ChipAction[];
  readonly x: number;
  readonly y: number;
};

const ICONS = {
  "filter-in": ListFilter,
  "filter-out": ListX,
  open: ExternalLink,
  pin: ExternalLink,
  "show-record": ExternalLink,
} as const;
const LABELS = {
  "filter-in": "Show only this",
  "filter-out": "Leave this out",
  open: "Open",
  pin: "Pin",
  "show-record": "Show record",
} as const;

type RowMenuProps = { readonly target: RowMenuTarget; readonly onClose: () => void };

/** The menu that every identifier has, for the identifiers of a long list: one for all rows. */
export function RowMenu({ target, onClose }: RowMenuProps) {
  return (
    <DropdownMenu open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden className="fixed size-px" style={{ left: target.x, top: target.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel className="font-mono break-all">{visibleText(target.label)}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        {target.actions.map((action) => (
          <RowMenuItem key={action.kind} action={action} />
        ))}
        <DropdownMenuItem onSelect={() => void copy(target.label)}>
          <Copy /> Copy
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function RowMenuItem({ action }: { readonly action: ChipAction }) {
  const Icon = ICONS[action.kind];
  const content = (
    <>
      <Icon /> {action.label ?? LABELS[action.kind]}
    </>
  );
  if (!("href" in action)) return <DropdownMenuItem onSelect={action.onSelect}>{content}</DropdownMenuItem>;
  return (
    <DropdownMenuItem asChild>
      <Link href={action.href}>{content}</Link>
    </DropdownMenuItem>
  );
}

async function copy(value: string): Promise<void> {
  if (await copyText(value)) toast.success("Copied");
  else toast.error("The browser did not allow copying");
}

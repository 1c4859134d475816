"use client";

import { Copy } from "lucide-react";
import { type ChipAction, ChipMenuItem } from "@/components/common/chip-menu-item";
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
          <ChipMenuItem key={action.kind + (action.label ?? "")} action={action} />
        ))}
        <DropdownMenuItem onSelect={() => void copy(target.label)}>
          <Copy /> Copy
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

async function copy(value: string): Promise<void> {
  if (await copyText(value)) toast.success("Copied");
  else toast.error("The browser did not allow copying");
}

"use client";

import { Copy } from "lucide-react";
import { visibleText } from "@/lib/base/visible-text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { type ChipAction, ChipMenuItem } from "./chip-menu-item";
import { copyText } from "./copy-text";

type ChipProps = {
  /** The whole identifier, as it is copied. */
  readonly value: string;
  /** What is shown, if that is shorter or kinder: a role's name for its ARN. */
  readonly label?: string;
  /** A second, quieter word: the name of an account, the kind of a resource. */
  readonly note?: string;
  readonly actions: readonly ChipAction[];
};

/** How much of the end always stays in sight: identifiers differ at the end. */
const TAIL = 10;

/** An identifier with the one menu that every identifier has. Its text is foreign: never markup, nothing hidden in it. */
export function Chip({ value, label, note, actions }: ChipProps) {
  const text = visibleText(label ?? value);
  const cut = text.length > TAIL * 2 ? text.length - TAIL : text.length;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        title={visibleText(value)}
        className="group inline-flex h-5 max-w-full min-w-0 items-center gap-1.5 rounded-sm border border-transparent bg-hover/70 px-1.5 align-middle font-mono text-xs text-ink hover:border-border-strong hover:bg-hover data-[state=open]:border-accent"
      >
        <bdi className="flex min-w-0">
          <span className="truncate">{text.slice(0, cut)}</span>
          <span className="shrink-0">{text.slice(cut)}</span>
        </bdi>
        {note === undefined ? null : (
          <span className="max-w-40 shrink truncate font-sans text-muted">{visibleText(note)}</span>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel className="font-mono break-all">{visibleText(value)}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        {actions.map((action) => (
          <ChipMenuItem key={action.kind + (action.label ?? "")} action={action} />
        ))}
        <DropdownMenuItem onSelect={() => void copy(value)}>
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

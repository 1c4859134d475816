"use client";

import { Copy, ExternalLink, FileJson, ListFilter, ListX, type LucideIcon, Pin } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
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
import { copyText } from "./copy-text";

export type ChipActionKind = "filter-in" | "filter-out" | "open" | "pin" | "show-record";

/** One entry of the menu: either goes somewhere or does something. */
export type ChipAction = { readonly kind: ChipActionKind; readonly label?: string } & (
  | { readonly href: Route }
  | { readonly onSelect: () => void }
);

const KINDS: Record<ChipActionKind, { readonly label: string; readonly icon: LucideIcon }> = {
  "filter-in": { label: "Show only this", icon: ListFilter },
  "filter-out": { label: "Leave this out", icon: ListX },
  open: { label: "Open", icon: ExternalLink },
  pin: { label: "Pin", icon: Pin },
  "show-record": { label: "Show record", icon: FileJson },
};

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

function ChipMenuItem({ action }: { readonly action: ChipAction }) {
  const { icon: Icon, label } = KINDS[action.kind];
  const content = (
    <>
      <Icon /> {action.label ?? label}
    </>
  );
  if ("href" in action) {
    return (
      <DropdownMenuItem asChild>
        <Link href={action.href}>{content}</Link>
      </DropdownMenuItem>
    );
  }
  return <DropdownMenuItem onSelect={action.onSelect}>{content}</DropdownMenuItem>;
}

async function copy(value: string): Promise<void> {
  if (await copyText(value)) toast.success("Copied");
  else toast.error("The browser did not allow copying");
}

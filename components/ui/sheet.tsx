"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { ModalShell } from "./modal-shell";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;
export const SheetTitle = Primitive.Title;
export const SheetDescription = Primitive.Description;

const SIDES = {
  left: "inset-y-0 left-0 w-72 max-w-[85vw] border-r [--slide-from:-24px]",
  right: "inset-y-0 right-0 w-[min(42rem,100vw)] border-l [--slide-from:24px]",
} as const;

type SheetContentProps = ComponentProps<typeof Primitive.Content> & { side?: keyof typeof SIDES };

/** A panel that slides in from an edge and keeps what lies behind it where it was. */
export function SheetContent({ side = "right", className, ...props }: SheetContentProps) {
  return (
    <ModalShell
      className={cn(
        "fixed z-50 flex animate-slide-in flex-col border-border bg-panel shadow-dialog outline-none",
        SIDES[side],
        className,
      )}
      {...props}
    />
  );
}

"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export const TooltipProvider = Primitive.Provider;

type TooltipProps = {
  readonly content: ReactNode;
  /** One element that takes a ref and can have focus. */
  readonly children: ReactNode;
  readonly side?: "top" | "right" | "bottom" | "left";
};

/** A short hint on hover and focus; never the only place where something is said. */
export function Tooltip({ content, children, side = "bottom" }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-w-80 animate-rise rounded-sm bg-ink px-2 py-1 text-xs text-panel shadow-popover"
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

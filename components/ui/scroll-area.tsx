import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A region that scrolls by itself and can be reached and scrolled with the keyboard; `aria-label` names it. */
export function ScrollArea({ className, ...props }: ComponentProps<"div"> & { "aria-label": string }) {
  return <div role="region" tabIndex={0} className={cn("overflow-auto overscroll-contain", className)} {...props} />;
}

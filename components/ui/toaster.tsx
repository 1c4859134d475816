"use client";

import { X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import { useSyncExternalStore } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { dismissToast, listToasts, subscribeToToasts } from "./toast";

/** Shows what `toast` says, above everything, announced to screen readers. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, listToasts, listToasts);
  return (
    <Primitive.Provider duration={6000} swipeDirection="right">
      {toasts.map(({ id, tone, message, detail }) => (
        <Primitive.Root
          key={id}
          type={tone === "danger" ? "foreground" : "background"}
          duration={tone === "danger" ? 12_000 : 5000}
          onOpenChange={(open) => !open && dismissToast(id)}
          className="flex animate-rise items-start gap-3 rounded-md border border-border bg-raised py-2.5 pr-2 pl-3 text-sm shadow-popover"
        >
          <span
            aria-hidden
            className={cn("mt-1.5 size-2 shrink-0 rounded-full", tone === "danger" ? "bg-danger" : "bg-success")}
          />
          <div className="min-w-0 flex-1">
            <Primitive.Title className="font-medium break-words">{message}</Primitive.Title>
            {detail === null ? null : (
              <Primitive.Description className="text-muted break-words">{detail}</Primitive.Description>
            )}
          </div>
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon-sm" aria-label="Dismiss">
              <X />
            </Button>
          </Primitive.Close>
        </Primitive.Root>
      ))}
      <Primitive.Viewport className="fixed right-4 bottom-4 z-[60] flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 outline-none max-sm:bottom-18" />
    </Primitive.Provider>
  );
}

"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { CopyButton } from "./copy-button";

type ShownOnceDialogProps = {
  readonly title: string;
  /** null: closed. */
  readonly secret: string | null;
  /** What the secret is, for the button that copies it: "the token". */
  readonly what: string;
  /** What to do with it. */
  readonly children: ReactNode;
  readonly onClose: () => void;
};

/** Shows a generated secret the one time that it exists in readable form. */
export function ShownOnceDialog({ title, secret, what, children, onClose }: ShownOnceDialogProps) {
  return (
    <Dialog open={secret !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent onInteractOutside={(event) => event.preventDefault()}>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>It is shown only now. {children}</DialogDescription>
        </DialogHeader>
        <DialogBody>
          <div className="flex items-center gap-2 rounded-md border border-border bg-surface py-1.5 pr-1.5 pl-3">
            <code className="min-w-0 flex-1 text-sm break-all select-all">{secret}</code>
            <CopyButton text={secret ?? ""} label={`Copy ${what}`} />
          </div>
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="primary">Done</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

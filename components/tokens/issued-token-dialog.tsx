"use client";

import { CopyButton } from "@/components/common/copy-button";
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

type IssuedTokenDialogProps = {
  readonly name: string;
  /** null: closed. */
  readonly secret: string | null;
  readonly onClose: () => void;
};

/** Shows a token the one time that it exists in readable form. */
export function IssuedTokenDialog({ name, secret, onClose }: IssuedTokenDialogProps) {
  return (
    <Dialog open={secret !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent onInteractOutside={(event) => event.preventDefault()}>
        <DialogHeader>
          <DialogTitle>Token for {name}</DialogTitle>
          <DialogDescription>
            It is shown only now. The program sends it as <code>Authorization: Bearer</code>.
          </DialogDescription>
        </DialogHeader>
        <DialogBody>
          <div className="flex items-center gap-2 rounded-md border border-border bg-surface py-1.5 pr-1.5 pl-3">
            <code className="min-w-0 flex-1 text-sm break-all select-all">{secret}</code>
            <CopyButton text={secret ?? ""} label="Copy the token" />
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

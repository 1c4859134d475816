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

type IssuedPasswordDialogProps = {
  readonly username: string;
  /** null: closed. */
  readonly password: string | null;
  readonly onClose: () => void;
};

/** Shows a generated password the one time that it exists in readable form. */
export function IssuedPasswordDialog({ username, password, onClose }: IssuedPasswordDialogProps) {
  return (
    <Dialog open={password !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent onInteractOutside={(event) => event.preventDefault()}>
        <DialogHeader>
          <DialogTitle>Password for {username}</DialogTitle>
          <DialogDescription>
            It is shown only now. Hand it over in a safe way; it has to be changed at the first sign-in.
          </DialogDescription>
        </DialogHeader>
        <DialogBody>
          <div className="flex items-center gap-2 rounded-md border border-border bg-surface py-1.5 pr-1.5 pl-3">
            <code className="min-w-0 flex-1 text-sm break-all select-all">{password}</code>
            <CopyButton text={password ?? ""} label="Copy the password" />
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

"use client";

import { ShownOnceDialog } from "@/components/common/shown-once-dialog";

type IssuedPasswordDialogProps = {
  readonly username: string;
  /** null: closed. */
  readonly password: string | null;
  readonly onClose: () => void;
};

/** A generated password, and what becomes of it. */
export function IssuedPasswordDialog({ username, password, onClose }: IssuedPasswordDialogProps) {
  return (
    <ShownOnceDialog title={`Password for ${username}`} secret={password} what="the password" onClose={onClose}>
      Hand it over in a safe way; it has to be changed at the first sign-in.
    </ShownOnceDialog>
  );
}

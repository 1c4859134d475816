"use client";

import type { ReactNode } from "react";

type EarlyFormProps = {
  readonly onSend: (form: FormData) => void;
  readonly className: string;
  readonly children: ReactNode;
};

/** A form that may be sent before the page's scripts are there: React keeps what was sent and hands it on when they are. */
export function EarlyForm({ onSend, className, children }: EarlyFormProps) {
  return (
    <form
      action={onSend}
      className={className}
      // React empties a form once its action has run; what was typed stays for the next attempt.
      onReset={(event) => event.preventDefault()}
    >
      {children}
      <noscript>
        <p className="text-sm text-danger">This page needs JavaScript, which this browser does not run.</p>
      </noscript>
    </form>
  );
}

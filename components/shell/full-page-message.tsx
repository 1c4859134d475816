import type { ReactNode } from "react";
import { Wordmark } from "./wordmark";

type FullPageMessageProps = { readonly title: string; readonly children: ReactNode; readonly action: ReactNode };

/** A page that says one thing: not found, not allowed, failed. */
export function FullPageMessage({ title, children, action }: FullPageMessageProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="w-full max-w-sm">
        <Wordmark />
        <h1 className="mt-8 text-xl font-semibold tracking-tight">{title}</h1>
        <div className="mt-2 text-sm text-muted">{children}</div>
        <div className="mt-6 flex gap-2">{action}</div>
      </div>
    </main>
  );
}

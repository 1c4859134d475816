import type { ReactNode } from "react";

type PanelProps = {
  readonly title: ReactNode;
  /** At the right of the title: a count, a link to all. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** A titled part of a page, with its content edge to edge. */
export function Panel({ title, aside, children }: PanelProps) {
  return (
    <section className="min-w-0 overflow-hidden rounded-lg border border-border bg-panel">
      <div className="flex h-10 items-center justify-between gap-4 border-b border-border px-4">
        <h2 className="truncate text-sm font-semibold">{title}</h2>
        {aside === undefined ? null : <div className="shrink-0 text-xs text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

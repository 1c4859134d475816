import type { ReactNode } from "react";

type PageHeaderProps = {
  readonly title: ReactNode;
  /** One line under the title: what the page is about, or the key facts of its subject. */
  readonly summary?: ReactNode;
  /** Buttons at the right. */
  readonly actions?: ReactNode;
};

/** The head of a page: its one h1. */
export function PageHeader({ title, summary, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 pt-5 pb-4 sm:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="truncate text-xl font-semibold tracking-tight">{title}</h1>
        {summary === undefined ? null : <div className="mt-0.5 text-sm text-muted">{summary}</div>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

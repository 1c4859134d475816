import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = {
  readonly icon: LucideIcon;
  readonly title: string;
  /** Why it is empty, and what emptiness means here: nothing happened, not loaded, or not visible. */
  readonly reason: ReactNode;
  readonly action?: ReactNode;
};

/** An empty space with its reason. */
export function EmptyState({ icon: Icon, title, reason, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <Icon aria-hidden className="size-6 text-muted" strokeWidth={1.5} />
      <p className="mt-3 font-medium">{title}</p>
      <div className="mt-1 max-w-md text-sm text-balance text-muted">{reason}</div>
      {action === undefined ? null : <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  );
}

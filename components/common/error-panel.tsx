"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { AppError } from "@/lib/base/app-error";
import { Button } from "@/components/ui/button";

type ErrorPanelProps = {
  readonly error: unknown;
  /** What could not be done: "The events could not be read". */
  readonly title: string;
  readonly onRetry: (() => void) | null;
};

/** Says what failed and what to do; the words of an expected failure, and nothing of an unexpected one. */
export function ErrorPanel({ error, title, onRetry }: ErrorPanelProps) {
  const detail =
    error instanceof AppError ? error.message : "Something unexpected went wrong. The server's log says more.";
  return (
    <div
      role="alert"
      className="m-4 flex items-start gap-3 rounded-md border border-danger/40 bg-danger-soft px-4 py-3 text-sm"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        <p className="mt-0.5 break-words text-ink-soft">{detail}</p>
      </div>
      {onRetry === null ? null : (
        <Button size="sm" onClick={onRetry}>
          <RotateCw /> Try again
        </Button>
      )}
    </div>
  );
}

"use client";

import { TriangleAlert } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { visibleText } from "@/lib/base/visible-text";
import { unreadParams } from "@/lib/events/unread-params";

/** Says which parts of the address were not understood, because without them more is shown than was asked for. */
export function UnreadNotice() {
  const unread = unreadParams(new URLSearchParams(useSearchParams()));
  if (unread.length === 0) return null;
  return (
    <p role="status" className="flex items-start gap-2 bg-warning-soft px-4 py-2 text-xs text-warning">
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="min-w-0 break-words">
        Part of this address could not be read, so these are more events than it asks for:{" "}
        <bdi className="font-mono">{visibleText(unread.join("&"))}</bdi>
      </span>
    </p>
  );
}

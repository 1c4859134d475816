"use client";

import Link from "next/link";
import type { MouseEvent, ReactNode } from "react";
import { eventHref } from "@/lib/events/search-params";

type RecordLinkProps = {
  readonly eventId: string;
  readonly onOpen: (eventId: string) => void;
  readonly children: ReactNode;
};

/** Leads to a record: opens it beside what is shown, and in a tab of its own where that is asked for. */
export function RecordLink({ eventId, onOpen, children }: RecordLinkProps) {
  function onClick(event: MouseEvent): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(eventId);
  }
  return (
    <Link
      href={eventHref(eventId)}
      prefetch={false}
      onClick={onClick}
      className="text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
    >
      {children}
    </Link>
  );
}

"use client";

import type { ReactNode } from "react";
import { CALL_KINDS } from "@/lib/cloudtrail/call-kind";
import { KIND_WORDS } from "./kind-words";
import { MarkPicture } from "./mark-picture";

/** What the marks and colours of the lanes mean. */
export function LaneLegend({ children }: { readonly children?: ReactNode }) {
  return (
    <ul aria-label="Marks" className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-muted">
      {CALL_KINDS.map((kind, index) => (
        <li key={kind} title={KIND_WORDS[kind].means} className="inline-flex items-center gap-1">
          <MarkPicture kind={index} isFailed={false} />
          {KIND_WORDS[kind].one}
        </li>
      ))}
      <li title="Denied or failed calls of any kind" className="inline-flex items-center gap-1">
        <MarkPicture kind={0} isFailed /> failed
      </li>
      {children}
    </ul>
  );
}

"use client";

import { useState } from "react";
import { ByteText } from "@/components/common/byte-text";
import { ProgressBar } from "@/components/common/progress-bar";
import type { UploadItem } from "@/lib/sources/upload-queue";
import { ForeignText } from "./foreign-text";

const ROW_PX = 32;
const SHOWN = 8;
const OVERSCAN = 8;

/** The files of an upload under way, each with how far it is; thousands cost no more than those in sight. */
export function UploadItems({ items }: { readonly items: readonly UploadItem[] }) {
  const [top, setTop] = useState(0);
  const first = Math.max(0, top - OVERSCAN);
  return (
    <div
      role="list"
      aria-label="Files of this upload"
      tabIndex={0}
      className="overflow-y-auto border-t border-border"
      style={{ maxHeight: SHOWN * ROW_PX }}
      onScroll={({ currentTarget }) => setTop(Math.floor(currentTarget.scrollTop / ROW_PX))}
    >
      <div className="relative" style={{ height: items.length * ROW_PX }}>
        {items.slice(first, top + SHOWN + OVERSCAN).map((item, offset) => (
          <div
            key={first + offset}
            role="listitem"
            aria-setsize={items.length}
            aria-posinset={first + offset + 1}
            className="absolute inset-x-0 flex items-center gap-3 px-4"
            style={{ height: ROW_PX, top: (first + offset) * ROW_PX }}
          >
            <span className="flex min-w-0 flex-1">
              <ForeignText text={item.name} tail={18} />
            </span>
            <span className="w-20 shrink-0 text-right text-xs text-muted max-sm:hidden">
              <ByteText bytes={item.bytes} />
            </span>
            <span className="w-44 shrink-0 text-xs max-sm:w-32">
              <ItemState item={item} />
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

function ItemState({ item }: { readonly item: UploadItem }) {
  switch (item.phase) {
    case "waiting":
      return <span className="text-muted">waiting</span>;
    case "reading":
      return <span className="tabular text-muted">reading, SHA-256, {percentOf(item)}</span>;
    case "sending":
      return <ProgressBar done={item.bytes > 0 ? item.doneBytes / item.bytes : null} label={`Sent of ${item.name}`} />;
    case "received":
      return <span className="text-success">received, SHA-256 agrees</span>;
    case "failed":
      return (
        <span className="block truncate text-danger" title={item.reason ?? ""}>
          {item.reason}
        </span>
      );
  }
}

function percentOf({ doneBytes, bytes }: UploadItem): string {
  return `${Math.floor((100 * doneBytes) / Math.max(1, bytes))}%`;
}

"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { ByteText } from "@/components/common/byte-text";
import { ProgressBar } from "@/components/common/progress-bar";
import type { UploadItem } from "@/lib/sources/upload-queue";
import { ForeignText } from "./foreign-text";

const ROW_PX = 32;
const SHOWN = 8;

/** The files of an upload under way, each with how far it is; thousands cost no more than those in sight. */
export function UploadItems({ items }: { readonly items: readonly UploadItem[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  return (
    <div
      ref={scroller}
      role="list"
      aria-label="Files of this upload"
      tabIndex={0}
      className="overflow-y-auto border-t border-border"
      style={{ maxHeight: SHOWN * ROW_PX }}
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          return item === undefined ? null : (
            <div
              key={index}
              role="listitem"
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 flex items-center gap-3 px-4"
              style={{ height: ROW_PX, top: start }}
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
          );
        })}
      </div>
    </div>
  );
}

function ItemState({ item }: { readonly item: UploadItem }) {
  switch (item.phase) {
    case "waiting":
      return <span className="text-muted">waiting</span>;
    case "reading":
      return <span className="text-muted">reading, SHA-256</span>;
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

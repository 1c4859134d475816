"use client";

import { ChevronRight } from "lucide-react";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { QuarantineRow } from "@/lib/sources/contract";
import { ForeignText } from "./foreign-text";
import { quarantineReasonWords } from "./quarantine-reason";
import { QuarantineText } from "./quarantine-text";

type QuarantineEntryProps = {
  readonly row: QuarantineRow;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly mayUnmask: boolean;
};

/** One record in quarantine; opens to its text. */
export function QuarantineEntry({ row, isOpen, onToggle, mayUnmask }: QuarantineEntryProps) {
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className={`flex w-full items-start gap-2 px-4 py-2 text-left text-sm ${isOpen ? "bg-selected" : "hover:bg-hover"}`}
      >
        <ChevronRight
          aria-hidden
          className={`mt-0.5 size-4 shrink-0 text-muted transition-transform ${isOpen ? "rotate-90" : ""}`}
        />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{quarantineReasonWords(row.reason)}</span>
            <span className="min-w-0 text-xs break-words text-ink-soft">{visibleText(row.detail)}</span>
          </span>
          <span className="flex min-w-0 items-baseline gap-2 text-muted">
            <ForeignText text={row.path} tail={24} />
            <span className="shrink-0 text-xs tabular">record {formatCount(row.recordIndex)}</span>
          </span>
        </span>
      </button>
      {isOpen ? <QuarantineText row={row} mayUnmask={mayUnmask} /> : null}
    </li>
  );
}

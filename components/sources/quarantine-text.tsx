"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { CopyButton } from "@/components/common/copy-button";
import { ErrorPanel } from "@/components/common/error-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { QuarantineRow } from "@/lib/sources/contract";
import { sourcesQuery } from "@/lib/sources/query-options";
import { logFileHref } from "@/lib/sources/search-params";

type QuarantineTextProps = { readonly row: QuarantineRow; readonly mayUnmask: boolean };

/** Hidden characters are shown, except those that lay text out. */
function shown(text: string): string {
  return text.replace(/[^\n\t]+/g, visibleText);
}

/** The offending text itself, from the kept evidence. */
export function QuarantineText({ row, mayUnmask }: QuarantineTextProps) {
  const [raw, setRaw] = useState(false);
  const [whole, setWhole] = useState(false);
  const { sha256, recordIndex } = row;
  const { data, error, refetch, isFetching } = useQuery({
    ...sourcesQuery.quarantineText({ sha256, recordIndex, raw, whole }),
    placeholderData: keepPreviousData,
  });
  if (data === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="The text could not be read" onRetry={() => void refetch()} />;
    return <Skeleton className="m-4 h-24" />;
  }
  const isCut = data.text.length < data.characters;
  return (
    <div className="border-t border-border bg-sunken" aria-busy={isFetching}>
      <div className="flex flex-wrap items-center gap-2 px-4 py-1 text-xs text-muted">
        <span className="min-w-0 flex-1 tabular">
          {isCut ? `The first ${formatCount(data.text.length)} of ` : ""}
          {formatCount(data.characters)} characters, as delivered
          {data.masked > 0 ? `; ${formatCount(data.masked)} session tokens hidden` : ""}
        </span>
        <Link href={logFileHref(sha256)} className="text-accent hover:underline">
          Log file
        </Link>
        {mayUnmask && (raw || data.masked > 0) ? (
          <Button size="sm" variant="ghost" title="Audited" onClick={() => setRaw(!raw)}>
            {raw ? <EyeOff /> : <Eye />} {raw ? "Mask tokens" : "Show unredacted"}
          </Button>
        ) : null}
        {isCut && !whole ? (
          <Button size="sm" onClick={() => setWhole(true)}>
            Show all
          </Button>
        ) : null}
        <CopyButton text={data.text} label="Copy the text" />
      </div>
      <pre
        tabIndex={0}
        aria-label="Text of the record"
        className="max-h-96 overflow-auto px-4 pb-3 font-mono text-xs break-all whitespace-pre-wrap"
      >
        {data.text === "" ? <span className="text-muted">(nothing)</span> : shown(data.text)}
      </pre>
      {isCut && whole ? (
        <p className="px-4 pb-3 text-xs text-muted">More than a page can show. Download the log file for all of it.</p>
      ) : null}
    </div>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { sourcesQuery } from "@/lib/sources/query-options";
import type { LoadUnderWay } from "@/lib/sources/s3-contract";
import { runHref } from "@/lib/sources/search-params";

/** On every page, while something loads: what is shown is not yet all. */
export function LoadingNote() {
  const { data } = useQuery(sourcesQuery.underWay());
  const loads = data?.loads ?? [];
  if (loads.length === 0) return null;
  return (
    <div role="status" className="border-b border-border bg-accent-soft px-4 py-1.5 text-xs print:hidden sm:px-6">
      {loads.map((load) => (
        <p key={load.id} className="flex items-start gap-2">
          <LoaderCircle aria-hidden className="mt-px size-3.5 shrink-0 text-accent motion-safe:animate-spin" />
          <span className="min-w-0">
            Still loading, {progressOf(load)} from <bdi className="font-mono">{visibleText(load.source)}</bdi>: what has
            not come yet is missing here.
            {daysOf(load)}{" "}
            <Link href={runHref(load.id)} className="font-medium whitespace-nowrap text-accent hover:underline">
              Show the load
            </Link>
          </span>
        </p>
      ))}
    </div>
  );
}

function progressOf({ files, filesTotal }: LoadUnderWay): string {
  if (filesTotal === null || filesTotal < files)
    return filesTotal === null ? "finding the files" : `${formatCount(files)} files`;
  return `${formatCount(files)} of ${formatCount(filesTotal)} files`;
}

function daysOf({ firstDay, lastDay }: LoadUnderWay): string {
  if (firstDay === null || lastDay === null || firstDay === "") return "";
  return firstDay === lastDay
    ? ` To come: files delivered on ${firstDay}.`
    : ` To come: files delivered from ${firstDay} to ${lastDay}.`;
}

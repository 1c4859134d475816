"use client";

import { useQuery } from "@tanstack/react-query";
import { Database, Download, Link2, SquareTerminal } from "lucide-react";
import { copyText } from "@/components/common/copy-text";
import { useDensity } from "@/components/timeline/use-density";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { EventFilter } from "@/lib/events/event-filter";
import { EXPORT_FORMATS, type ExportFormat } from "@/lib/events/export-formats";
import { eventQuery } from "@/lib/events/query-options";
import { frozenLink } from "@/lib/timeline/frozen-link";
import type { EventView } from "./use-event-view";

const NAMES: Record<ExportFormat, string> = { csv: "CSV, for spreadsheets", ndjson: "NDJSON, for programs" };

/** Downloads every event of the filter; the browser receives it as a file while it is read. */
export function ExportMenu({ view }: { readonly view: EventView }) {
  const { filter } = view;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" variant="ghost" aria-label="Export">
          <Download /> <span className="max-sm:sr-only">Export</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel className="max-w-72">
          All that match and are here, oldest first. Exports are audited. What retention dropped is not in the file; its
          name then says how many.
        </DropdownMenuLabel>
        {EXPORT_FORMATS.map((format) => (
          <DropdownMenuItem key={format} asChild>
            <a href={exportAddress(filter, format)} download>
              {NAMES[format]}
            </a>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <CopyItems view={view} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** The same question for others to ask: read when the menu opens, since a browser only copies in answer to a click. */
function CopyItems({ view }: { readonly view: EventView }) {
  const { data } = useQuery(eventQuery.text(view.filter));
  const { density } = useDensity(view.wholeFilter);
  return (
    <>
      <DropdownMenuLabel>Copy as query</DropdownMenuLabel>
      <DropdownMenuItem onSelect={() => void copy(frozenLink(window.location.href, density?.window ?? null))}>
        <Link2 /> Link to this page, with its times
      </DropdownMenuItem>
      <DropdownMenuItem disabled={data === undefined} onSelect={() => void copy(data?.command ?? "")}>
        <SquareTerminal /> wakeline events …
      </DropdownMenuItem>
      <DropdownMenuItem disabled={data === undefined} onSelect={() => void copy(data?.athena ?? "")}>
        <Database /> SQL condition, for Athena
      </DropdownMenuItem>
    </>
  );
}

async function copy(text: string): Promise<void> {
  if (await copyText(text)) toast.success("Copied");
  else toast.error("The browser did not allow copying");
}

function exportAddress(filter: EventFilter, format: ExportFormat): string {
  return `/api/v1/events/export?${new URLSearchParams({ q: JSON.stringify({ filter, format }) })}`;
}

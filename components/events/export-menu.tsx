"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { EventFilter } from "@/lib/events/event-filter";
import { EXPORT_FORMATS, type ExportFormat } from "@/lib/events/export-format";

const NAMES: Record<ExportFormat, string> = { csv: "CSV, for spreadsheets", ndjson: "NDJSON, for programs" };

/** Downloads every event of the filter; the browser receives it as a file while it is read. */
export function ExportMenu({ filter }: { readonly filter: EventFilter }) {
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
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function exportAddress(filter: EventFilter, format: ExportFormat): string {
  return `/api/v1/events/export?${new URLSearchParams({ q: JSON.stringify({ filter, format }) })}`;
}

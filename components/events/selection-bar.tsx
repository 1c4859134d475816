"use client";

import { Copy, Download, X } from "lucide-react";
import { copyText } from "@/components/common/copy-text";
import { downloadText } from "@/components/record/download-text";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/base/format-number";
import { athenaWhereEvents } from "@/lib/events/athena-query";
import { eventCommands } from "@/lib/events/command-line";
import { exportSelected } from "@/lib/events/contract";
import { EXPORT_FORMATS, type ExportFormat } from "@/lib/events/export-formats";
import { call } from "@/lib/http/call";
import type { RowSelection } from "./use-row-selection";

const FORMAT_NAMES: Record<ExportFormat, string> = { csv: "CSV", ndjson: "NDJSON" };

/** What can be done with the rows that are selected; nothing where none is. */
export function SelectionBar({ selection }: { readonly selection: RowSelection }) {
  const rows = [...selection.rows.values()];
  if (rows.length + selection.awaited === 0) return null;
  const ids = rows.map(({ eventId }) => eventId);
  return (
    <div
      role="toolbar"
      aria-label="Selected events"
      className="flex flex-wrap items-center gap-x-1 gap-y-0.5 border-y border-border bg-selected px-4 py-0.5 text-xs"
    >
      <span role="status" className="mr-2 font-medium tabular">
        {formatCount(rows.length)} selected
        {selection.awaited === 0 ? "" : `, reading the ${formatCount(selection.awaited)} of the range …`}
      </span>
      {EXPORT_FORMATS.map((format) => (
        <Button key={format} size="sm" variant="ghost" onClick={() => void download(ids, format)}>
          <Download /> {FORMAT_NAMES[format]}
        </Button>
      ))}
      <Button size="sm" variant="ghost" onClick={() => void copy(eventCommands(ids))}>
        <Copy /> Commands
      </Button>
      <Button size="sm" variant="ghost" onClick={() => void copy(athenaWhereEvents(rows))}>
        <Copy /> SQL condition
      </Button>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label="Select none"
        title="Select none (Esc)"
        onClick={selection.clear}
      >
        <X />
      </Button>
    </div>
  );
}

async function download(eventIds: readonly string[], format: ExportFormat): Promise<void> {
  try {
    const { text, events } = await call(exportSelected, { eventIds: [...eventIds], format });
    downloadText(`events-selected.${format}`, text);
    if (events < eventIds.length)
      toast.error(`${events} of ${eventIds.length} events are still here and were exported.`);
  } catch (error) {
    toast.error(error instanceof Error ? error.message : "The events could not be exported.");
  }
}

async function copy(text: string): Promise<void> {
  if (await copyText(text)) toast.success("Copied");
  else toast.error("The browser did not allow copying");
}

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
import { AUDIT_FORMATS, type AuditFilter } from "@/lib/audit/contract";
import { auditExportHref } from "@/lib/audit/search-params";

const NAMES: Record<(typeof AUDIT_FORMATS)[number], string> = {
  csv: "CSV, for spreadsheets",
  ndjson: "NDJSON, for programs",
};

/** Downloads every entry of the filter. */
export function AuditExportMenu({ filter }: { readonly filter: AuditFilter }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download /> Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>All that fit, oldest first. The export becomes an entry itself.</DropdownMenuLabel>
        {AUDIT_FORMATS.map((format) => (
          <DropdownMenuItem key={format} asChild>
            <a href={auditExportHref({ filter, format })} download>
              {NAMES[format]}
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

import { csvCell } from "@/lib/base/csv-cell";
import type { AuditEntry, AuditExport } from "./contract";

/** The columns of CSV exports, in order. */
export const AUDIT_COLUMNS = [
  "at",
  "actorKind",
  "actorName",
  "token",
  "address",
  "action",
  "target",
  "detail",
] as const satisfies readonly (keyof AuditEntry)[];

/** One line of an export of the audit log, with its line end. */
export function auditLine(entry: AuditEntry, format: AuditExport["format"]): string {
  if (format === "ndjson") return `${JSON.stringify(entry)}\n`;
  const cells = AUDIT_COLUMNS.map((column) => {
    const value = entry[column];
    return csvCell(typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? ""));
  });
  return `${cells.join(",")}\r\n`;
}

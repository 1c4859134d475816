import { csvCell } from "@/lib/base/csv-cell";
import type { EventRow } from "./contract";
import type { ExportFormat } from "./export-formats";

/** One event as programs read it: what `wakeline events --json` prints and NDJSON exports hold. */
export type EventRecord = {
  readonly eventId: string;
  readonly time: string;
  readonly identityId: string | null;
  readonly identity: string;
  readonly credential: string | null;
  readonly sessionName: string | null;
  readonly action: string;
  readonly source: string;
  /** Every resource that the record names, first what was acted on. */
  readonly resources: readonly string[];
  readonly account: string;
  readonly accountName: string | null;
  readonly region: string;
  readonly category: string;
  readonly kind: string;
  readonly outcome: string;
  readonly errorCode: string | null;
  readonly readOnly: boolean | null;
  readonly sourceIp: string | null;
  readonly userAgent: string | null;
  readonly via: string | null;
};

/** The columns of CSV exports, in order. */
export const CSV_COLUMNS = [
  "time",
  "eventId",
  "identity",
  "identityId",
  "credential",
  "sessionName",
  "source",
  "action",
  "resources",
  "account",
  "accountName",
  "region",
  "category",
  "kind",
  "outcome",
  "errorCode",
  "readOnly",
  "sourceIp",
  "userAgent",
  "via",
] as const satisfies readonly (keyof EventRecord)[];

/** A list row, with the resources that it only counts, in the form for programs. */
export function toEventRecord(row: EventRow, furtherResources: readonly string[]): EventRecord {
  return {
    eventId: row.eventId,
    time: new Date(row.timeMs).toISOString(),
    identityId: row.identityId,
    identity: row.identity,
    credential: row.credential,
    sessionName: row.sessionName,
    action: row.action,
    source: row.source,
    resources: [...(row.resource === null ? [] : [row.resource.key]), ...furtherResources],
    account: row.account,
    accountName: row.accountName,
    region: row.region,
    category: row.category,
    kind: row.kind,
    outcome: row.outcome,
    errorCode: row.errorCode,
    readOnly: row.readOnly,
    sourceIp: row.address,
    userAgent: row.userAgent,
    via: row.via,
  };
}

/** What stands before the first line. */
export function exportHead(format: ExportFormat): string {
  return format === "csv" ? `${CSV_COLUMNS.join(",")}\r\n` : "";
}

/** One line of an export, with its line end. */
export function exportLine(record: EventRecord, format: ExportFormat): string {
  if (format === "ndjson") return `${JSON.stringify(record)}\n`;
  return `${CSV_COLUMNS.map((column) => csvCell(cellText(record[column]))).join(",")}\r\n`;
}

function cellText(value: EventRecord[keyof EventRecord]): string {
  if (value === null) return "";
  return Array.isArray(value) ? value.join(" ") : String(value);
}

import { createLoader, parseAsString } from "nuqs/server";
import { parseUtcTime } from "@/lib/base/parse-utc-time";
import type { AuditExport, AuditFilter } from "./contract";

/** Which entries of the audit log are listed. */
export const auditParams = {
  who: parseAsString.withDefault(""),
  action: parseAsString.withDefault(""),
  target: parseAsString.withDefault(""),
  from: parseAsString.withDefault(""),
  to: parseAsString.withDefault(""),
};
export const loadAuditParams = createLoader(auditParams);

type Given = { readonly [Name in keyof typeof auditParams]: string };

/** The filter of an address; what is no time limits nothing. */
export function auditFilterOf(given: Given): AuditFilter {
  return {
    who: given.who.trim() || null,
    action: given.action.trim() || null,
    target: given.target.trim() || null,
    from: timeOf(given.from),
    to: timeOf(given.to),
  };
}

/** Where an export of these entries is downloaded. */
export function auditExportHref(asked: AuditExport): string {
  return `/api/v1/audit/export?${new URLSearchParams({ q: JSON.stringify(asked) })}`;
}

function timeOf(text: string): string | null {
  const timeMs = parseUtcTime(text);
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

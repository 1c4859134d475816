import { formatCount } from "@/lib/base/format-number";
import type { Conservation } from "@/lib/sources/contract";

/** Where the records of one file or run went, in one line: every record is in exactly one of the three. */
export function Conserved({ counts }: { readonly counts: Conservation }) {
  const { records, stored, duplicates, quarantined } = counts;
  return (
    <span className="text-xs tabular text-muted">
      <span className="text-ink">{formatCount(records)}</span> {records === 1 ? "record" : "records"} ={" "}
      <span className="text-ink">{formatCount(stored)}</span> stored +{" "}
      <span className="text-ink">{formatCount(duplicates)}</span> {duplicates === 1 ? "duplicate" : "duplicates"} +{" "}
      <span className={quarantined > 0 ? "font-medium text-warning" : "text-ink"}>{formatCount(quarantined)}</span>{" "}
      quarantined
    </span>
  );
}

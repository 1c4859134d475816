import { formatBytes, formatCount } from "@/lib/base/format-number";
import type { S3Found } from "@/lib/sources/s3-contract";

/** What looking into S3 found. */
export function S3FoundText({ found }: { readonly found: S3Found }) {
  const { files, bytes, hereFiles, isComplete } = found;
  if (files === 0)
    return (
      <p role="status" className="text-sm text-warning">
        No file of these accounts, Regions and days is there.
      </p>
    );
  return (
    <p role="status" className="rounded-md bg-accent-soft px-3 py-2 text-sm tabular">
      {isComplete ? "" : "At least "}
      <strong className="font-semibold">{formatCount(files)} files</strong>, {formatBytes(bytes)}
      {daysOf(found)}. {hereFiles === 0 ? "None is here yet." : `${formatCount(hereFiles)} are here already.`}
    </p>
  );
}

function daysOf({ firstDay, lastDay }: S3Found): string {
  if (firstDay === null) return "";
  return firstDay === lastDay ? `, delivered on ${firstDay}` : `, delivered from ${firstDay} to ${lastDay}`;
}

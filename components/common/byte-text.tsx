import { formatBytes, formatCount } from "@/lib/base/format-number";

/** A size in binary units, with the exact number of bytes on hover. */
export function ByteText({ bytes }: { readonly bytes: number }) {
  return (
    <span className="tabular whitespace-nowrap" title={`${formatCount(bytes)} bytes`}>
      {formatBytes(bytes)}
    </span>
  );
}

import Link from "next/link";
import { ByteText } from "@/components/common/byte-text";
import { CopyButton } from "@/components/common/copy-button";
import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import { TableCell, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { LogFileRow } from "@/lib/sources/contract";
import { logFileHref, quarantineHref } from "@/lib/sources/search-params";
import { ForeignText } from "./foreign-text";
import { IntegrityBadge } from "./integrity-badge";

/** One log file of the list. */
export function LogFileTableRow({ file }: { readonly file: LogFileRow }) {
  return (
    <TableRow>
      <TableCell className="w-2/5 max-w-0 min-w-44">
        <Link href={logFileHref(file.sha256)} className="flex min-w-0 text-accent hover:underline">
          <ForeignText text={file.path === "" ? "(no path)" : file.path} tail={24} />
        </Link>
        {file.places > 1 || !file.complete || file.damage !== null ? (
          <p className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
            {file.places > 1 ? <span>{formatCount(file.places)} places</span> : null}
            {file.complete ? null : <Badge tone="warning">incomplete</Badge>}
            {file.damage === null ? null : (
              <Badge tone="warning" title={visibleText(file.damage)}>
                damaged
              </Badge>
            )}
          </p>
        ) : null}
      </TableCell>
      <TableCell className="max-w-32 truncate max-lg:hidden">
        <bdi>{visibleText(file.source)}</bdi>
      </TableCell>
      <TableCell className="text-xs whitespace-nowrap text-muted max-xl:hidden">
        {file.format}
        {file.compressed ? ", gzip" : ""}
      </TableCell>
      <TableCell className="text-right text-xs max-md:hidden">
        <ByteText bytes={file.deliveredBytes} />
      </TableCell>
      <TableCell className="text-right tabular">{formatCount(file.records)}</TableCell>
      <TableCell className="text-right tabular max-md:hidden">{formatCount(file.stored)}</TableCell>
      <TableCell className="text-right tabular max-md:hidden">{formatCount(file.duplicates)}</TableCell>
      <TableCell className="text-right tabular max-md:hidden">
        {file.quarantined === 0 ? (
          "0"
        ) : (
          <Link href={quarantineHref({ file: file.sha256 })} className="font-medium text-warning hover:underline">
            {formatCount(file.quarantined)}
          </Link>
        )}
      </TableCell>
      <TableCell className="text-xs max-lg:hidden">
        {file.publishTimeMs === null ? (
          <span className="text-muted" title="Its name does not say">
            unknown
          </span>
        ) : (
          <TimeText at={file.publishTimeMs} precision="minute" />
        )}
      </TableCell>
      <TableCell className="text-xs max-md:hidden">
        <TimeText at={file.receivedAtMs} precision="minute" />
      </TableCell>
      <TableCell className="max-xl:hidden">
        <span className="flex items-center gap-1 font-mono text-xs" title={file.sha256}>
          {file.sha256.slice(0, 8)}
          <CopyButton text={file.sha256} label="Copy the SHA-256" />
        </span>
      </TableCell>
      <TableCell className="max-xl:hidden">
        <IntegrityBadge />
      </TableCell>
    </TableRow>
  );
}

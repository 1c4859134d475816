import Link from "next/link";
import { ByteText } from "@/components/common/byte-text";
import { CopyButton } from "@/components/common/copy-button";
import { IntegrityBadge } from "@/components/common/integrity-badge";
import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import { TableCell, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { LogFileRow } from "@/lib/sources/contract";
import { logFileHref, quarantineHref } from "@/lib/sources/search-params";
import { ForeignText } from "./foreign-text";

/** One log file of the list. */
export function LogFileTableRow({ file }: { readonly file: LogFileRow }) {
  return (
    <TableRow>
      <TableCell className="w-1/2 max-w-0 min-w-56 py-1.5">
        <Link href={logFileHref(file.sha256)} className="flex min-h-6 min-w-0 items-center text-accent hover:underline">
          <ForeignText text={file.path === "" ? "(no path)" : file.path} tail={24} />
        </Link>
        <p className="flex min-w-0 items-center gap-x-2 text-xs text-muted">
          <bdi className="max-w-32 truncate">{visibleText(file.source)}</bdi>
          <span className="whitespace-nowrap">
            {file.format}
            {file.compressed ? ", gzip" : ""}
          </span>
          {file.places > 1 ? <span className="whitespace-nowrap">{formatCount(file.places)} places</span> : null}
          {file.quarantined > 0 ? (
            <span className="whitespace-nowrap text-warning md:hidden">
              {formatCount(file.quarantined)} quarantined
            </span>
          ) : null}
          {file.complete ? null : <Badge tone="warning">incomplete</Badge>}
          {file.droppedAtMs === null ? null : <Badge tone="neutral">dropped</Badge>}
          {file.damage === null ? null : (
            <Badge tone="warning" title={visibleText(file.damage)}>
              damaged
            </Badge>
          )}
          <span className="flex items-center font-mono max-sm:hidden" title={file.sha256}>
            {file.sha256.slice(0, 8)}
            <CopyButton text={file.sha256} label="Copy the SHA-256" />
          </span>
        </p>
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
        <IntegrityBadge integrity={file.integrity} />
      </TableCell>
    </TableRow>
  );
}

import { ByteText } from "@/components/common/byte-text";
import { CountText } from "@/components/common/count-text";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import type { LogFile } from "@/lib/sources/contract";

/** The parts in which a log file is kept. */
export function LogFileSegments({ file }: { readonly file: LogFile }) {
  return (
    <>
      <Table label="Segments">
        <thead>
          <tr>
            <TableHead>Segment</TableHead>
            <TableHead className="text-right">First record</TableHead>
            <TableHead className="text-right">Records</TableHead>
            <TableHead className="text-right">Text</TableHead>
            <TableHead className="text-right">Kept</TableHead>
          </tr>
        </thead>
        <tbody>
          {file.segments.map(({ n, firstRecord, records, textBytes, keptBytes }) => (
            <TableRow key={n}>
              <TableCell className="tabular">{n}</TableCell>
              <TableCell className="text-right tabular">{formatCount(firstRecord)}</TableCell>
              <TableCell className="text-right tabular">{formatCount(records)}</TableCell>
              <TableCell className="text-right">
                <ByteText bytes={textBytes} />
              </TableCell>
              <TableCell className="text-right">
                <ByteText bytes={keptBytes} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      {file.segments.length < file.segmentsTotal ? (
        <p className="border-t border-border px-4 py-2 text-xs text-muted">
          <CountText count={file.segments.length} of={file.segmentsTotal} unit="segment" />
        </p>
      ) : null}
    </>
  );
}

import Link from "next/link";
import { candidatesWords } from "@/lib/credentials/words";
import { CountText } from "@/components/common/count-text";
import { TailText } from "@/components/common/tail-text";
import { GradeMark } from "@/components/credentials/grade-mark";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { Gap, TaskRow } from "@/lib/tasks/contract";
import { taskHref } from "@/lib/tasks/search-params";
import { cutWords } from "@/lib/tasks/cut-words";
import { spanWords } from "@/lib/tasks/span-words";

type TaskTableProps = { readonly rows: readonly TaskRow[]; readonly identityId: string; readonly gap: Gap };

/** Tasks with what began each, how it was cut, and between which recorded calls it lies. */
export function TaskTable({ rows, identityId, gap }: TaskTableProps) {
  return (
    <Table label="Tasks">
      <thead>
        <tr>
          <TableHead>First credential</TableHead>
          <TableHead className="max-lg:hidden">Begun by</TableHead>
          <TableHead className="max-md:hidden">Cut by</TableHead>
          <TableHead className="max-sm:hidden">First and last call, UTC</TableHead>
          <TableHead className="text-right max-md:hidden">Credentials</TableHead>
          <TableHead className="max-sm:hidden">Grade</TableHead>
          <TableHead className="text-right">Events</TableHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell className="max-w-0 min-w-44 py-1.5 md:w-1/3 lg:w-1/4">
              <Link href={taskHref(row.id, gap)} className="block font-mono text-xs text-accent hover:underline">
                <TailText text={row.root} />
              </Link>
              <span className="block truncate text-xs text-muted">
                {[row.who.id === identityId ? null : row.who.name, row.sessionName]
                  .flatMap((text) => (text === null ? [] : visibleText(text)))
                  .join(" · ") || "its own"}
              </span>
              <span className="block text-xs text-muted tabular sm:hidden">
                {secondText(row.firstMs)}, {spanWords(row.firstMs, row.lastMs)}
              </span>
            </TableCell>
            <TableCell className="max-w-0 min-w-32 text-xs max-lg:hidden lg:w-1/4">
              {row.startedBy === null ? (
                <span className={row.candidates > 1 ? "text-warning" : "text-muted"}>
                  {row.candidates > 1 ? `1 of ${candidatesWords(row.candidates)}, not told apart` : "not known"}
                </span>
              ) : (
                <TailText text={row.startedByName ?? row.startedBy} />
              )}
              {row.askedBy === null ? null : (
                <span className="block truncate text-muted">asked for by {visibleText(row.askedBy)}</span>
              )}
            </TableCell>
            <TableCell className="min-w-32 text-xs text-ink-soft max-md:hidden">{cutWords(row)}</TableCell>
            <TableCell className="text-xs whitespace-nowrap max-sm:hidden">
              <span className="block tabular">{secondText(row.firstMs)}</span>
              <span className="block text-muted tabular">
                {secondText(row.lastMs)}, {spanWords(row.firstMs, row.lastMs)}
              </span>
            </TableCell>
            <TableCell className="text-right max-md:hidden">
              <CountText count={row.credentials} />
            </TableCell>
            <TableCell className="max-sm:hidden">
              {row.grade === null ? null : <GradeMark grade={row.grade} />}
            </TableCell>
            <TableCell className="text-right">
              <CountText count={row.events} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

function secondText(timeMs: number): string {
  return formatTime(timeMs, "second").replace(" UTC", "");
}

import type { ReactNode } from "react";
import { candidatesWords } from "@/lib/credentials/words";
import { CountText } from "@/components/common/count-text";
import { TailText } from "@/components/common/tail-text";
import { Badge } from "@/components/ui/badge";
import { TableCell, TableRow } from "@/components/ui/table";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { CredentialRow } from "@/lib/credentials/contract";
import { ACTOR_WORDS, MECHANISM_WORDS, SHAPE_WORDS } from "@/lib/credentials/words";
import { GradeMark } from "./grade-mark";

type CredentialTableRowProps = {
  readonly row: CredentialRow;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

/** One credential: what it is, in whose hand it was, from what it came, and how long it lived. */
export function CredentialTableRow({ row, isChosen, onChoose }: CredentialTableRowProps) {
  return (
    <TableRow className={isChosen ? "bg-selected hover:bg-selected" : ""}>
      <TableCell className="max-w-0 min-w-44 py-1.5 md:w-1/4">
        <button
          type="button"
          aria-pressed={isChosen}
          onClick={onChoose}
          className="block w-full min-w-0 text-left font-mono text-xs text-accent hover:underline"
        >
          <TailText text={row.key} />
        </button>
        <span className="block truncate text-xs text-muted" title={visibleText(row.sessionName ?? "")}>
          {SHAPE_WORDS[row.kind]}
          {row.sessionName === null ? "" : ` · ${visibleText(row.sessionName)}`}
        </span>
        {row.usedAfterEndMs === null ? null : (
          <Badge tone="danger" className="mt-0.5">
            used after its end
          </Badge>
        )}
        {row.stopped === null ? null : (
          <Badge
            tone={row.usedWhileStoppedMs === null ? "neutral" : "danger"}
            className="mt-0.5"
            title={`${row.stopped.because} ${visibleText(row.stopped.action)}, ${formatTime(row.stopped.timeMs)}`}
          >
            {row.usedWhileStoppedMs === null ? "ended" : "used while ended"}
          </Badge>
        )}
      </TableCell>
      <TableCell className="text-xs max-lg:hidden">
        {row.actors.slice(0, 2).map(({ actor, because }) => (
          <span key={actor} className="block max-w-56">
            <span className="block">{ACTOR_WORDS[actor]}</span>
            <span className="block truncate text-2xs text-muted" title={visibleText(because)}>
              {visibleText(because)}
            </span>
          </span>
        ))}
        {row.actors.length > 2 ? <span className="text-muted">and {row.actors.length - 2} more</span> : null}
      </TableCell>
      <TableCell className="max-w-0 min-w-40 text-xs max-md:hidden md:w-1/4">
        <Origin row={row} />
      </TableCell>
      <TableCell className="text-xs whitespace-nowrap max-xl:hidden">
        <Times
          first={row.createdAtMs}
          last={row.expiresAtMs}
          none={row.isEphemeral ? "end not recorded" : "no end of its own"}
        />
      </TableCell>
      <TableCell className="text-xs whitespace-nowrap max-sm:hidden">
        <Times first={row.firstMs} last={row.lastMs} none="–" />
      </TableCell>
      <TableCell className="text-right">
        <CountText count={row.events} />
        {row.errors > 0 ? (
          <span className="block text-2xs text-danger">
            <CountText count={row.errors} /> failed
          </span>
        ) : null}
      </TableCell>
    </TableRow>
  );
}

function Origin({ row: { origin, candidates, originUnknown } }: { readonly row: CredentialRow }): ReactNode {
  if (candidates > 1) return <span className="text-warning">1 of {candidatesWords(candidates)}, not told apart</span>;
  if (origin === null) {
    return (
      <span className="block truncate text-muted" title={visibleText(originUnknown ?? "")}>
        {visibleText(originUnknown ?? "not known")}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <GradeMark grade={origin.grade} />
      <span className="min-w-0 flex-1">
        <span className="block font-mono">
          <TailText text={origin.fromWho?.name ?? origin.from} />
        </span>
        <span className="block truncate text-2xs text-muted">{MECHANISM_WORDS[origin.mechanism]}</span>
      </span>
    </span>
  );
}

type TimesProps = { readonly first: number | null; readonly last: number | null; readonly none: string };

function Times({ first, last, none }: TimesProps) {
  return (
    <>
      <span className="block tabular">{first === null ? "–" : minuteText(first)}</span>
      <span className="block text-muted tabular">{last === null ? none : minuteText(last)}</span>
    </>
  );
}

function minuteText(timeMs: number): string {
  return formatTime(timeMs, "minute").replace(" UTC", "");
}

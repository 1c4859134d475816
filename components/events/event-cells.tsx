import { SameSecondMark } from "@/components/common/same-second-mark";
import { TailText } from "@/components/common/tail-text";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { EventRow } from "@/lib/events/contract";
import { shortKey, shortSource } from "@/lib/events/short-names";
import { RowIdentifier } from "./row-identifier";

type TimeCellProps = {
  readonly timeMs: number;
  /** Whether a neighbour in the list has the same second. */
  readonly sharesSecond: boolean;
};

/** Date quiet, time plain: in a list the time is what differs. CloudTrail knows no more than the second, so neighbours in one have no order. */
export function TimeCell({ timeMs, sharesSecond }: TimeCellProps) {
  const [date = "", time = ""] = formatTime(timeMs, timeMs % 1000 === 0 ? "second" : "millisecond").split(" ");
  return (
    <span className="tabular whitespace-nowrap">
      <span className="text-muted">{date}</span> {time}
      <span className="inline-block w-3 pl-0.5">
        {sharesSecond ? (
          <SameSecondMark title="The event before or after it has the same second: their order is undecidable" />
        ) : null}
      </span>
    </span>
  );
}

const ACCESS = {
  read: { letter: "R", title: "Read only", tone: "text-read" },
  write: { letter: "W", title: "Not read only", tone: "text-write" },
  unknown: { letter: "·", title: "The record does not say whether it only read", tone: "text-muted" },
} as const;

/** What the call did, as a letter: read, write, or not said. */
export function AccessMark({ readOnly }: { readonly readOnly: boolean | null }) {
  const { letter, title, tone } = ACCESS[readOnly === null ? "unknown" : readOnly ? "read" : "write"];
  return (
    <abbr
      title={title}
      className={`inline-block w-3 text-center font-mono text-2xs font-semibold no-underline ${tone}`}
    >
      {letter}
    </abbr>
  );
}

/** Who called, by name. */
export function IdentityCell({ row }: { readonly row: EventRow }) {
  return (
    <RowIdentifier field="identity" value={row.identityId ?? row.identity} label={row.identity}>
      <span className="font-mono text-xs">
        <TailText text={row.identity} />
      </span>
    </RowIdentifier>
  );
}

/** Service and action, and the error where it failed. */
export function ActionCell({ row }: { readonly row: EventRow }) {
  return (
    <span
      className="flex min-w-0 items-baseline gap-1.5"
      title={visibleText(`${row.source}:${row.action}${row.errorCode === null ? "" : ` ${row.errorCode}`}`)}
    >
      <span className="shrink-0 text-muted">{visibleText(shortSource(row.source))}</span>
      <RowIdentifier field="action" value={`${row.source}:${row.action}`}>
        <span className="font-medium">{visibleText(row.action)}</span>
      </RowIdentifier>
      {row.outcome === "ok" ? null : (
        <span className="min-w-8 shrink-[9999] truncate text-xs text-danger before:mr-1 before:content-['✕']">
          {visibleText(row.errorCode ?? "error")}
        </span>
      )}
    </span>
  );
}

/** What was acted on, by its last part; how many more the record names. */
export function ResourceCell({ row }: { readonly row: EventRow }) {
  if (row.resource === null) return <span className="text-muted">–</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5" title={visibleText(row.resource.key)}>
      <RowIdentifier field="resource" value={row.resource.key}>
        <span className="font-mono text-xs">
          <TailText text={shortKey(row.resource.key)} />
        </span>
      </RowIdentifier>
      {row.resources > 1 ? <span className="shrink-0 text-xs text-muted">+{row.resources - 1}</span> : null}
    </span>
  );
}

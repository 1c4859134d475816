"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { CountText } from "@/components/common/count-text";
import { Sparkline } from "@/components/common/sparkline";
import { TailText } from "@/components/common/tail-text";
import { ActivityCoverageNote } from "@/components/coverage/activity-coverage-note";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import { timelineHref } from "@/lib/events/search-params";
import type { IdentityPage, IdentityRow, IdentitySort } from "@/lib/identities/contract";
import { profileHref } from "@/lib/identities/search-params";
import { HumanBadge } from "./human-badge";
import type { IdentityListView } from "./use-identity-list";

type IdentityTableProps = {
  readonly rows: readonly IdentityRow[];
  readonly span: IdentityPage["span"];
  readonly view: IdentityListView;
};

/** Identities with what they did over the time that the store spans; a click on a heading sorts. */
export function IdentityTable({ rows, span, view }: IdentityTableProps) {
  return (
    <Table label="Identities">
      <thead>
        <tr>
          <SortHead sort="name" label="Identity" view={view} />
          <TableHead className="max-md:hidden">Open</TableHead>
          <TableHead className="max-md:hidden">Kind</TableHead>
          <TableHead className="max-lg:hidden">Account</TableHead>
          <TableHead className="max-sm:hidden">
            {span === null ? "Activity" : `${dayText(span.fromMs)} to ${dayText(span.toMs - 1)}`}
          </TableHead>
          <SortHead sort="events" label="Events" view={view} isNumber />
          <SortHead sort="errors" label="Failed" view={view} isNumber />
          <SortHead sort="first-seen" label="First seen, UTC" view={view} hiddenBelow="max-2xl:hidden" />
          <SortHead sort="last-seen" label="Last seen, UTC" view={view} hiddenBelow="max-xl:hidden" />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <IdentityTableRow key={row.id} row={row} among={pageAround(rows, n)} />
        ))}
      </tbody>
    </Table>
  );
}

const ASKED_AT_ONCE = 50;

/** The identities of the same fifty: asked about together, and once, however long the list grows. */
function pageAround(rows: readonly IdentityRow[], n: number): string[] {
  const from = n - (n % ASKED_AT_ONCE);
  return rows.slice(from, from + ASKED_AT_ONCE).map(({ id }) => id);
}

type IdentityTableRowProps = { readonly row: IdentityRow; readonly among: readonly string[] };

function IdentityTableRow({ row, among }: IdentityTableRowProps) {
  return (
    <TableRow>
      <TableCell className="max-w-0 min-w-44 md:w-1/2 md:min-w-52">
        <Link href={timelineHref(row.id)} className="block min-w-0 font-mono text-xs text-accent hover:underline">
          <TailText text={row.name} />
        </Link>
        <span className="block truncate text-xs text-muted md:hidden">{row.kind}</span>
      </TableCell>
      <TableCell className="whitespace-nowrap max-md:hidden">
        <Link
          href={profileHref(row.id)}
          aria-label={`Profile of ${visibleText(row.name)}`}
          className="inline-flex h-6 items-center text-xs text-ink-soft underline-offset-2 hover:text-accent hover:underline"
        >
          Profile
        </Link>
      </TableCell>
      <TableCell className="whitespace-nowrap max-md:hidden">
        <span className="mr-2 text-xs">{row.kind}</span>
        <HumanBadge human={row.human} reason={row.reason} />
      </TableCell>
      <TableCell className="text-xs whitespace-nowrap max-lg:hidden">
        <AccountText row={row} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <Sparkline
          values={row.activity}
          width={80}
          label={`Events over time, at most ${formatCount(Math.max(0, ...row.activity))} in one part`}
        />
      </TableCell>
      <TableCell className="text-right whitespace-nowrap">
        <CountText count={row.events} />
        <span className="block whitespace-nowrap">
          <ActivityCoverageNote identity={row.id} among={among} />
        </span>
      </TableCell>
      <TableCell className={`text-right ${row.errors > 0 ? "text-danger" : "text-muted"}`}>
        <CountText count={row.errors} />
      </TableCell>
      <TableCell className="text-xs whitespace-nowrap text-ink-soft tabular max-2xl:hidden">
        {row.firstSeenMs === null ? "–" : minuteText(row.firstSeenMs)}
      </TableCell>
      <TableCell className="text-xs whitespace-nowrap text-ink-soft tabular max-xl:hidden">
        {row.lastSeenMs === null ? "–" : minuteText(row.lastSeenMs)}
      </TableCell>
    </TableRow>
  );
}

function AccountText({ row }: { readonly row: IdentityRow }) {
  const elsewhere = row.accounts.filter((account) => account !== row.account).length;
  return (
    <>
      <span className="font-mono">{row.account ?? "–"}</span>
      {row.accountName === null ? null : <span className="text-muted"> {visibleText(row.accountName)}</span>}
      {elsewhere > 0 ? (
        <span className="text-muted" title={`Also recorded in ${row.accounts.join(", ")}`}>
          {" "}
          +{elsewhere}
        </span>
      ) : null}
    </>
  );
}

type SortHeadProps = {
  readonly sort: IdentitySort;
  readonly label: string;
  readonly view: IdentityListView;
  readonly isNumber?: boolean;
  /** A class that takes the column away where there is no room. */
  readonly hiddenBelow?: "max-xl:hidden" | "max-2xl:hidden" | "";
};

function SortHead({ sort, label, view, isNumber = false, hiddenBelow = "" }: SortHeadProps) {
  const isSorted = view.sort === sort;
  const Arrow = sort === "name" ? ArrowUp : ArrowDown;
  return (
    <TableHead
      aria-sort={isSorted ? (sort === "name" ? "ascending" : "descending") : "none"}
      className={`${isNumber ? "text-right" : ""} ${hiddenBelow}`}
    >
      <button
        type="button"
        onClick={() => view.sortBy(sort)}
        className={`inline-flex items-center gap-1 hover:text-ink ${isNumber ? "flex-row-reverse" : ""} ${isSorted ? "text-ink" : ""}`}
      >
        {label}
        <Arrow aria-hidden className={`size-3 ${isSorted ? "" : "invisible"}`} />
      </button>
    </TableHead>
  );
}

function minuteText(timeMs: number): string {
  return formatTime(timeMs, "minute").replace(" UTC", "");
}

function dayText(timeMs: number): string {
  return formatTime(timeMs, "day").slice(0, 10);
}

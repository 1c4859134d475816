import Link from "next/link";
import { CountText } from "@/components/common/count-text";
import { Panel } from "@/components/common/panel";
import { Sparkline } from "@/components/common/sparkline";
import { ActivityCoverageNote } from "@/components/coverage/activity-coverage-note";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { Overview } from "@/lib/overview/contract";

/** Who did most in the last days that were loaded. */
export function MostActivePanel({ overview }: { readonly overview: Overview }) {
  const { mostActive, days } = overview;
  const first = days[0] ?? "";
  const last = days[days.length - 1] ?? "";
  const among = mostActive.map(({ id }) => id);
  return (
    <Panel title="Most active identities" aside={`${first} to ${last} UTC`}>
      <Table label="Most active identities">
        <thead>
          <tr>
            <TableHead>Identity</TableHead>
            <TableHead className="max-sm:hidden">Kind</TableHead>
            <TableHead className="max-lg:hidden">Account</TableHead>
            <TableHead>Events per day</TableHead>
            <TableHead className="text-right">Events</TableHead>
            <TableHead className="text-right max-sm:hidden">Errors</TableHead>
          </tr>
        </thead>
        <tbody>
          {mostActive.map((identity) => (
            <TableRow key={identity.id}>
              <TableCell className="max-w-0 min-w-40 sm:w-2/5">
                <Link
                  href={`/identities/${identity.id}/timeline`}
                  // One page per row would be read in advance, for nothing.
                  prefetch={false}
                  className="block truncate font-mono text-xs text-accent hover:underline"
                  title={visibleText(identity.name)}
                >
                  <bdi>{visibleText(identity.name)}</bdi>
                </Link>
              </TableCell>
              <TableCell className="whitespace-nowrap max-sm:hidden">
                {identity.kind}
                <span className="text-muted"> · {identity.human}</span>
              </TableCell>
              <TableCell className="text-xs whitespace-nowrap max-lg:hidden">
                {identity.accountName ?? identity.account ?? "–"}
              </TableCell>
              <TableCell>
                <Sparkline
                  values={identity.perDay}
                  label={`Events per day from ${first} to ${last}, at most ${formatCount(Math.max(...identity.perDay))}`}
                />
              </TableCell>
              <TableCell className="text-right">
                <CountText count={identity.events} />
                <span className="block">
                  <ActivityCoverageNote identity={identity.id} among={among} />
                </span>
              </TableCell>
              <TableCell className={`text-right max-sm:hidden ${identity.errors > 0 ? "text-danger" : "text-muted"}`}>
                <CountText count={identity.errors} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <p className="border-t border-border px-4 py-2 text-xs text-muted">
        Counted from delivered records. “At least” stands where not all that an identity did, or could have done, is
        logged: there an empty day does not mean that nothing happened.
      </p>
    </Panel>
  );
}

"use client";

import { CountText } from "@/components/common/count-text";
import { Stat } from "@/components/common/stat";
import { TimeText } from "@/components/common/time-text";
import { browserNow } from "@/components/common/browser-now";
import { formatTimeFrom } from "@/lib/base/format-time";
import type { Overview } from "@/lib/overview/contract";

/** The store in one line of figures. */
export function TotalsStrip({ overview }: { readonly overview: Overview }) {
  const { totals, newestEventAt } = overview;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-lg border border-border bg-panel px-4 py-3 sm:grid-cols-3 lg:grid-cols-5">
      <Stat label="Events" value={<CountText count={totals.stored} />} note="each stored once" />
      <Stat
        label="Identities"
        value={<CountText count={totals.identities} />}
        note={<CountText count={totals.accounts} unit="account" />}
      />
      <Stat
        label="Log files"
        value={<CountText count={totals.files} />}
        note={<CountText count={totals.records} unit="record" />}
      />
      <Stat
        label="In quarantine"
        value={<CountText count={totals.quarantined} />}
        note={totals.quarantined === 0 ? "every record could be read" : "kept, not yet readable"}
        tone={totals.quarantined === 0 ? "plain" : "warning"}
      />
      <Stat
        label="Newest event"
        value={
          newestEventAt === null ? (
            "none"
          ) : (
            <span suppressHydrationWarning>{formatTimeFrom(newestEventAt, browserNow())}</span>
          )
        }
        note={newestEventAt === null ? undefined : <TimeText at={newestEventAt} precision="minute" />}
      />
    </dl>
  );
}

import { CountText } from "@/components/common/count-text";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import type { Overview } from "@/lib/overview/contract";
import { ConservationLine } from "./conservation-line";

type Run = NonNullable<Overview["lastRun"]>;

const TONES: Record<Run["state"], "neutral" | "accent" | "danger" | "success"> = {
  receiving: "accent",
  queued: "accent",
  running: "accent",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
};

/** How many files hold no records, and whether anything is wrong with that. */
function WithoutRecords({ run: { skipped, keptAside } }: { readonly run: Run }) {
  const unused = skipped - keptAside;
  return (
    <span className="text-muted">
      {keptAside > 0 ? (
        <>
          , <CountText count={keptAside} /> of them digests and the like
        </>
      ) : null}
      {unused > 0 ? (
        <>
          , <CountText count={unused} /> of them skipped
        </>
      ) : null}
    </span>
  );
}

/** What was loaded last and what came of it, and the same account for the whole store. */
export function LastRunPanel({ overview }: { readonly overview: Overview }) {
  const { lastRun, totals } = overview;
  return (
    <Panel
      title="Last load"
      aside={lastRun === null ? null : <Badge tone={TONES[lastRun.state]}>{lastRun.state}</Badge>}
    >
      {lastRun === null ? null : (
        <div className="flex flex-col gap-3 border-b border-border px-4 py-3">
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            <dt className="text-muted">Source</dt>
            <dd className="truncate" title={lastRun.source}>
              {lastRun.source}
            </dd>
            <dt className="text-muted">Started</dt>
            <dd>
              <TimeText at={lastRun.startedAt} />
            </dd>
            <dt className="text-muted">Files</dt>
            <dd>
              <CountText count={lastRun.files + lastRun.skipped} />
              <WithoutRecords run={lastRun} />
            </dd>
          </dl>
          <ConservationLine counts={lastRun} />
        </div>
      )}
      <div className="flex flex-col gap-2 px-4 py-3">
        <h3 className="label-caps">The whole store</h3>
        <ConservationLine counts={totals} />
      </div>
    </Panel>
  );
}

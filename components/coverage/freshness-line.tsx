import { TimeText } from "@/components/common/time-text";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { CoverageExtent, CoverageGrid, Freshness } from "@/lib/coverage/contract";

type FreshnessLineProps = {
  readonly freshness: Freshness;
  readonly accounts: CoverageGrid["accounts"];
  readonly extent: CoverageExtent;
};

/** How old the configuration is that all of it rests on, and whose nobody ever described. */
export function FreshnessLine({ freshness, accounts, extent }: FreshnessLineProps) {
  const { facts, latestFactMs, undescribed } = freshness;
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return (
    <div className="flex flex-col gap-1 text-xs text-muted">
      <p>
        Rests on {formatCount(facts)} facts about the configuration of logging
        {latestFactMs === null ? null : (
          <>
            , the latest of <TimeText at={latestFactMs} precision="minute" />
          </>
        )}
        . Log files are here until <TimeText at={extent.toMs} precision="minute" />; what is said of later moments is as
        last known.
      </p>
      {undescribed.length === 0 ? null : (
        <details>
          <summary>
            {formatCount(undescribed.length)} of {formatCount(accounts.length)} accounts: nobody ever described which
            trails of their own they have, so no cell of theirs can be proved empty.
          </summary>
          <p className="mt-1 font-mono break-words">
            {undescribed.map((id) => visibleText(names.get(id) == null ? id : `${names.get(id)} (${id})`)).join(", ")}
          </p>
        </details>
      )}
    </div>
  );
}

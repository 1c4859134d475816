import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import type { Lanes } from "@/lib/timeline/contract";
import { LANE_WORDS } from "@/lib/timeline/lane-dimensions";
import { LaneLegend } from "./lane-legend";
import { MarkPicture } from "./mark-picture";
import type { LaneOrder } from "./use-lane-order";

type Missing = {
  readonly what: string;
  readonly isWaiting: boolean;
  readonly hasFailed: boolean;
  readonly retry: () => void;
};

type LaneFootProps = {
  readonly lanes: Lanes | null;
  readonly order: LaneOrder;
  /** Parts of the picture that are still read, or could not be. */
  readonly missing: readonly Missing[];
  readonly isMore: boolean;
  readonly onMore: () => void;
};

/** What the signs of the lanes mean, how many lanes there are, and what the picture still lacks. */
export function LaneFoot({ lanes, order, missing, isMore, onMore }: LaneFootProps) {
  const [outer = "service", inner] = order.by;
  const what =
    inner === undefined ? LANE_WORDS[outer].plural : `${LANE_WORDS[outer].plural} and ${LANE_WORDS[inner].plural}`;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-0.5 border-t border-border px-2 py-1">
      <LaneLegend>
        <li
          title="A record that speaks of a stretch of time: Insight and aggregated events"
          className="inline-flex items-center gap-1"
        >
          <MarkPicture kind={0} isFailed={false} isInterval /> interval
        </li>
      </LaneLegend>
      {missing
        .filter(({ hasFailed, isWaiting }) => hasFailed || isWaiting)
        .map((part) => (
          <MissingNote key={part.what} part={part} />
        ))}
      <p role="status" className="ml-auto text-xs text-muted">
        {lanes === null
          ? "Counting…"
          : `${formatCount(lanes.lanes.length)} of ${formatCount(lanes.lanesInAll)} ${what}`}
        {lanes !== null && lanes.uncountedBeforeMs !== null
          ? `, counted back to ${formatTime(lanes.uncountedBeforeMs, "minute")}`
          : ""}
        {lanes !== null && lanes.lanes.length < lanes.lanesInAll && !isMore ? (
          <button type="button" onClick={onMore} className="ml-2 text-accent hover:underline">
            Show more
          </button>
        ) : null}
      </p>
    </div>
  );
}

function MissingNote({ part: { what, hasFailed, retry } }: { readonly part: Missing }) {
  if (!hasFailed) return <p className="text-xs text-muted">{what}: being read …</p>;
  return (
    <p role="alert" className="text-xs text-danger">
      {what} could not be read.
      <button type="button" onClick={retry} className="ml-2 text-accent hover:underline">
        Try again
      </button>
    </p>
  );
}

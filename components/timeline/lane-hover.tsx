import { EvidenceMark } from "@/components/common/evidence-mark";
import { visibleText } from "@/lib/base/visible-text";
import { countOf, formatCount } from "@/lib/base/format-number";
import { formatDuration, formatTime } from "@/lib/base/format-time";
import type { LaneLine } from "@/lib/timeline/arrange-lanes";
import { countBucket } from "@/lib/timeline/bucket-counts";
import { lengthText } from "@/lib/timeline/bucket-label";
import type { LaneMarks, Lanes } from "@/lib/timeline/contract";
import { callsOfMark } from "@/lib/timeline/calls-of-mark";
import type { CoverageSpan } from "@/lib/timeline/fold-coverage";
import type { PlacedMark } from "@/lib/timeline/placed-mark";
import type { PlacedRulerMark } from "@/lib/timeline/place-ruler";
import { KIND_WORDS } from "./kind-words";
import { rulerTime, rulerTitle } from "./ruler-words";

export type LaneHover = {
  readonly xPx: number;
  readonly yPx: number;
  readonly atMs: number;
  readonly line: LaneLine | undefined;
  readonly mark: PlacedMark | undefined;
  /** What stands on the ruler under the pointer. */
  readonly ruler: PlacedRulerMark | undefined;
};

type LaneHoverLabelProps = {
  readonly hover: LaneHover;
  readonly lanes: Lanes;
  readonly behind: ReadonlyMap<string, readonly CoverageSpan[]>;
  /** From when on files are still expected, by line. */
  readonly complete: ReadonlyMap<string, number>;
  /** Of the picture. */
  readonly size: { readonly width: number; readonly height: number };
};

/** What lies under the pointer, in words. */
export function LaneHoverLabel({ hover, lanes, behind, complete, size }: LaneHoverLabelProps) {
  const { line, mark, ruler, xPx, yPx } = hover;
  const untilMs = line === undefined ? undefined : complete.get(line.key);
  const texts =
    mark !== undefined && lanes.marks !== null
      ? markTexts(mark, lanes.marks)
      : line && barTexts(lanes, line, hover.atMs);
  const spans = line === undefined ? [] : (behind.get(line.key) ?? []);
  const span = spans.find(({ fromMs, toMs }) => hover.atMs >= fromMs && hover.atMs < toMs);
  const place = {
    ...(xPx > size.width / 2 ? { right: `calc(100% - ${xPx - 10}px)` } : { left: xPx + 10 }),
    ...(yPx > size.height / 2 ? { bottom: size.height - yPx + 12 } : { top: yPx + 12 }),
  };
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 max-w-80 rounded-sm border border-border bg-raised px-2 py-1 text-xs shadow-popover"
      style={place}
    >
      {line === undefined ? null : <p className="truncate font-medium">{visibleText(line.name.label)}</p>}
      {ruler === undefined ? null : <RulerTexts ruler={ruler} />}
      {(texts ?? (ruler === undefined ? [formatTime(hover.atMs)] : [])).map((text) => (
        <p key={text} className="text-ink-soft tabular">
          {text}
        </p>
      ))}
      {untilMs === undefined || hover.atMs < untilMs ? null : (
        <p className="text-warning">
          Complete until {formatTime(untilMs, "minute")}: log files of the time after may still arrive.
        </p>
      )}
      {line === undefined || line.isHead || span !== undefined ? null : (
        <p className="mt-1 border-t border-border pt-1 text-muted">How this was logged has not been read yet.</p>
      )}
      {span === undefined ? null : (
        <div className="mt-1 border-t border-border pt-1 text-ink-soft">
          <EvidenceMark state={span.state} />
          <p>{visibleText(span.because)}</p>
        </div>
      )}
    </div>
  );
}

const RULER_SHOWN = 6;

function RulerTexts({ ruler }: { readonly ruler: PlacedRulerMark }) {
  const further = ruler.marks.length - RULER_SHOWN;
  return (
    <ul>
      {ruler.marks.slice(0, RULER_SHOWN).map((mark) => (
        <li key={`${mark.kind} ${mark.fromMs} ${mark.label}`}>
          <p className="font-medium wrap-anywhere">{rulerTitle(mark)}</p>
          <p className="text-ink-soft tabular">{rulerTime(mark)}</p>
          {mark.count > 1 || mark.note === null ? null : (
            <p className="wrap-anywhere text-muted">{visibleText(mark.note)}</p>
          )}
        </li>
      ))}
      {further > 0 ? <li className="text-muted">and {formatCount(further)} more; click to come closer</li> : null}
    </ul>
  );
}

const CALLS_SHOWN = 4;

function markTexts(mark: PlacedMark, marks: LaneMarks): string[] {
  const fromMs = marks.timeMs[mark.from] ?? 0;
  const toMs = marks.timeMs[mark.last] ?? fromMs;
  const endMs = mark.isInterval ? Math.max(...mark.indexes.map((index) => marks.endMs[index] ?? fromMs)) : null;
  const interval = endMs === null ? "" : `, an interval of ${formatDuration(endMs - fromMs)}`;
  const until = mark.events === 1 ? "" : toMs > fromMs ? ` to ${formatTime(toMs)}` : ", all of them";
  return [...callTexts(mark, marks), `${formatTime(fromMs)}${until}${interval}`];
}

function callTexts(mark: PlacedMark, marks: LaneMarks): string[] {
  const calls = callsOfMark(mark, marks).map(
    ({ name, events }) => `${visibleText(name)}${events > 1 ? ` × ${formatCount(events)}` : ""}`,
  );
  if (!mark.isMixed) return [`${calls[0] ?? ""}${mark.isFailed ? ", failed" : ""}`];
  const failed = mark.indexes.filter((index) => marks.failed[index] === 1).length;
  const further = calls.length - CALLS_SHOWN;
  return [
    `${countOf(mark.events, "event")}${failed > 0 ? `, ${formatCount(failed)} failed` : ""}; click to see each`,
    ...calls.slice(0, CALLS_SHOWN),
    ...(further > 0 ? [`and ${formatCount(further)} other calls`] : []),
  ];
}

function barTexts(lanes: Lanes, line: LaneLine, atMs: number): string[] {
  const { fromMs, events, failed, kinds, isRead } = countBucket(lanes, line, atMs);
  const when = `${formatTime(fromMs, lanes.bucketMs < 60_000 ? "second" : "minute")} + ${lengthText(lanes.bucketMs)}`;
  if (line.isUnseen) return [formatTime(atMs)];
  if (!isRead) return [when, "not read yet"];
  if (events === 0) return [when, "no delivered event"];
  const parts = kinds.map(({ kind, events: count }) => `${formatCount(count)} ${KIND_WORDS[kind].many}`);
  return [when, parts.join(", "), ...(failed > 0 ? [`${formatCount(failed)} of ${formatCount(events)} failed`] : [])];
}

import { countOf, formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import type { DroppedRange } from "@/lib/retention/dropped-range";
import type { Span } from "../spans";
import type { Place } from "../sinks-at";
import type { Limit } from "./answer";

/** Of a time in a place, what lies in the range that retention dropped there, and what does not. */
export function splitDropped(
  span: Span,
  { account, region }: Place,
  dropped: readonly DroppedRange[],
): { readonly gone: Span | null; readonly rest: readonly Span[] } {
  const range = dropped.find((one) => one.account === account && one.region === region);
  if (range === undefined || range.toMs < span.fromMs || range.fromMs >= span.toMs) return { gone: null, rest: [span] };
  const gone = { fromMs: Math.max(span.fromMs, range.fromMs), toMs: Math.min(span.toMs, range.toMs + 1) };
  const rest = [
    { fromMs: span.fromMs, toMs: gone.fromMs },
    { fromMs: gone.toMs, toMs: span.toMs },
  ];
  return { gone, rest: rest.filter(({ fromMs, toMs }) => toMs > fromMs) };
}

/** That records of a time were dropped; `foldDropped` says what. */
export function droppedLimit({ account, region }: Place, { fromMs, toMs }: Span): Limit {
  return { kind: "dropped", text: "", remedy: null, fromMs, toMs, account, region, events: [] };
}

const REMEDY =
  "A backup from before, restored into another store, or the trail's bucket may still hold them; here they are gone.";

/** What retention dropped, said once for each account, whatever it would have recorded. */
export function foldDropped(limits: readonly Limit[], dropped: readonly DroppedRange[]): Limit[] {
  const gone = limits.filter(({ kind }) => kind === "dropped");
  const accounts = [...new Set(gone.map(({ account }) => account))];
  return [
    ...limits.filter(({ kind }) => kind !== "dropped"),
    ...accounts.flatMap((account) => {
      const own = gone.filter((limit) => limit.account === account);
      const [first] = own;
      if (first === undefined) return [];
      const regions = [...new Set(own.map(({ region }) => region))];
      const ranges = dropped.filter((range) => range.account === account && regions.includes(range.region));
      const fromMs = Math.min(...own.map((limit) => limit.fromMs));
      const toMs = Math.max(...own.map((limit) => limit.toMs));
      return [
        {
          ...first,
          fromMs,
          toMs,
          region: regions.length === 1 ? first.region : null,
          text: wordsOf(ranges),
          remedy: REMEDY,
        },
      ];
    }),
  ];
}

function wordsOf(ranges: readonly DroppedRange[]): string {
  // One file may hold records of several Regions.
  const files = ranges.length === 1 ? `${formatCount(ranges[0]?.files ?? 0)} ` : "";
  const from = formatTime(Math.min(...ranges.map(({ fromMs }) => fromMs)));
  const to = formatTime(Math.max(...ranges.map(({ toMs }) => toMs)));
  const where = `${ranges[0]?.account ?? ""}, ${ranges.map(({ region }) => region).join(", ")}`;
  const last = ranges.toSorted((a, b) => b.droppedAtMs - a.droppedAtMs)[0];
  const rule =
    last?.days == null ? "" : `, as older than ${countOf(last.days, "day")}${last.by === null ? "" : ` (${last.by})`}`;
  const when = last === undefined ? "" : ` on ${formatTime(last.droppedAtMs)}`;
  return `Retention dropped ${files}log files with records of ${where} from ${from} to ${to}${when}${rule}. What they recorded is counted in the summaries and cannot be looked at.`;
}

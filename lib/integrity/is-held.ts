import type { Hole, SourceFilter, Watermark } from "./watermark";

export type HeldQuestion = {
  readonly account: string;
  readonly region: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Only this sink; every sink otherwise, and the best of them counts. */
  readonly sinkId?: number;
};

export type Held = boolean | "unknown";
export type HeldInterval = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly held: Held;
  /** For a reader, e.g. "no file here, although other Regions of org-trail have some". */
  readonly why: string;
  /** The sink that decides; null where none has this account and Region. */
  readonly sinkId: number | null;
  /** Classes of records that even the best sink leaves out. Empty where it leaves out nothing. */
  readonly leavesOut: readonly SourceFilter[];
};

type Verdict = Omit<HeldInterval, "fromMs" | "toMs">;

/**
 * Whether all records of an account and Region that a sink took are here, over time: adjoining intervals that cover the
 * question without overlap. Held is true only where nothing speaks against it and the sink leaves nothing out; where its
 * files may be complete but it is filtered, held is false and `leavesOut` says what is lost.
 */
export function isHeld(watermarks: readonly Watermark[], question: HeldQuestion): HeldInterval[] {
  const { account, region, fromMs, toMs, sinkId } = question;
  const own = watermarks.filter(
    (mark) => mark.account === account && mark.region === region && (sinkId === undefined || mark.sinkId === sinkId),
  );
  const intervals: HeldInterval[] = [];
  const cuts = cutsWithin(own, fromMs, toMs);
  for (const [n, start] of cuts.entries()) {
    const end = cuts[n + 1];
    if (end === undefined) break;
    append(intervals, { fromMs: start, toMs: end, ...bestAt(own, start) });
  }
  return intervals;
}

/** Every moment at which an answer may change. */
function cutsWithin(marks: readonly Watermark[], fromMs: number, toMs: number): number[] {
  const cuts = new Set([fromMs, toMs]);
  for (const mark of marks) {
    for (const ms of [mark.fromMs, mark.untilMs, ...mark.holes.flatMap((hole) => [hole.fromMs, hole.toMs])])
      if (ms > fromMs && ms < toMs) cuts.add(ms);
  }
  return [...cuts].toSorted((a, b) => a - b);
}

function append(intervals: HeldInterval[], next: HeldInterval): void {
  const last = intervals.at(-1);
  if (last && last.held === next.held && last.why === next.why && last.sinkId === next.sinkId)
    intervals[intervals.length - 1] = { ...last, toMs: next.toMs };
  else intervals.push(next);
}

const NOTHING: Verdict = {
  held: false,
  why: "no log file of this account and Region is here",
  sinkId: null,
  leavesOut: [],
};

const RANK = (held: Held): number => (held === true ? 0 : held === "unknown" ? 1 : 2);

function bestAt(marks: readonly Watermark[], ms: number): Verdict {
  const [best] = marks
    .map((mark) => verdictAt(mark, ms))
    .toSorted((a, b) => RANK(a.held) - RANK(b.held) || a.leavesOut.length - b.leavesOut.length);
  return best ?? NOTHING;
}

function verdictAt(mark: Watermark, ms: number): Verdict {
  const { sinkId, sink, leavesOut } = mark;
  const lost = leavesOut.filter((filter) => filter !== "nothing");
  const say = (held: Held, why: string): Verdict => ({ held, why, sinkId, leavesOut: lost });
  if (ms < mark.fromMs) return say(false, `before the first file of ${sink}`);
  if (ms >= mark.untilMs) return say(false, `after the last complete delivery of ${sink}`);
  const hole = mark.holes.find(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
  if (hole) return say(hole.kind === "digest-missing" ? "unknown" : false, reasonOf(hole, sink));
  if (lost.includes("unknown")) return say("unknown", `nobody said what ${sink} leaves out`);
  if (lost.length > 0) return say(false, `${sink} leaves out: ${lost.map((filter) => LOST[filter]).join(", ")}`);
  if (mark.basis === "digests") return say(true, `every file that the digests of ${sink} name is here`);
  return say(true, `files of ${sink} are here, before and after`);
}

function reasonOf({ kind, detail }: Hole, sink: string): string {
  return `${HOLES[kind]} (${sink}${detail === "" ? "" : `: ${detail}`})`;
}

const HOLES: Readonly<Record<Hole["kind"], string>> = {
  "file-missing": "a log file that a digest names is not here",
  "digest-missing": "the digests of this time are not here",
  "no-files": "no log file, although the hours around have some and the sink was at work",
  "sink-silent": "no log file of the whole sink, although the hours around have some",
  "not-logging": "CloudTrail delivered nothing: logging was off",
  dropped: "the log files of this time were dropped by retention",
};

const LOST: Readonly<Record<SourceFilter, string>> = {
  nothing: "nothing",
  "read-only-management": "management events that only read",
  management: "management events",
  data: "data events",
  "network-activity": "network activity events",
  unknown: "something that nobody named",
};

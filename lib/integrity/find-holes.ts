import type { Hole } from "./watermark";

const HOUR_MS = 3_600_000;
/** Hours on other days at the same time, and hours close by, that tell what an hour usually has. */
const DAYS_LOOKED = 14;
const HOURS_LOOKED = 6;
const SAMPLES_MIN = 8;
/** Of the hours looked at, so many must have files before an empty one is strange. */
const USUAL_SHARE = 0.9;
/** Files that an empty stretch should have had: by chance, a stretch of seven is empty once in a thousand times. */
const EXPECTED_MIN = 7;

/** Log files per hour of publication, by the beginning of the hour in milliseconds; hours without files are not in it. */
export type HourFiles = ReadonlyMap<number, number>;

export type Deliveries = {
  /** Of one account and Region. */
  readonly own: HourFiles;
  /** Of the whole sink. */
  readonly sink: HourFiles;
  /** The first hour of the own files, and the last of the sink's. */
  readonly fromMs: number;
  readonly toMs: number;
};

/**
 * Hours in which no file was published although there should be some: at the same time on other days, and in the hours around,
 * this account and Region usually has several. One that is often silent is never blamed for silence.
 */
export function findHoles({ own, sink, fromMs, toMs }: Deliveries): Hole[] {
  const holes: Hole[] = [];
  for (const run of emptyRuns(own, fromMs, toMs)) {
    const expected = expectedFiles(own, run, { fromMs, toMs });
    if (expected < EXPECTED_MIN) continue;
    const hours = (run.toMs - run.fromMs) / HOUR_MS;
    let isSinkSilent = true;
    for (let ms = run.fromMs; ms < run.toMs; ms += HOUR_MS) if (sink.has(ms)) isSinkSilent = false;
    const detail = `about ${Math.round(expected)} log files are usual in ${hours === 1 ? "this hour" : `these ${hours} hours`}`;
    holes.push({ ...run, kind: isSinkSilent ? "sink-silent" : "no-files", detail });
  }
  return holes;
}

type Run = { readonly fromMs: number; readonly toMs: number };

function* emptyRuns(own: HourFiles, fromMs: number, toMs: number): Generator<Run> {
  let start: number | null = null;
  for (let ms = fromMs; ms <= toMs; ms += HOUR_MS) {
    const isEmpty = ms < toMs && !own.has(ms);
    if (isEmpty) start ??= ms;
    else if (start !== null) {
      yield { fromMs: start, toMs: ms };
      start = null;
    }
  }
}

function expectedFiles(own: HourFiles, run: Run, bounds: Run): number {
  let expected = 0;
  for (let ms = run.fromMs; ms < run.toMs; ms += HOUR_MS) {
    const samples = samplesFor(ms, run, bounds).map((at) => own.get(at) ?? 0);
    const share = samples.filter((files) => files > 0).length / samples.length;
    if (samples.length < SAMPLES_MIN || share < USUAL_SHARE) return 0;
    expected += samples.reduce((sum, files) => sum + files, 0) / samples.length;
  }
  return expected;
}

/** Hours that are comparable and outside of the run: of the same time of day, and before and after it. */
function samplesFor(ms: number, run: Run, bounds: Run): number[] {
  const isUsable = (at: number): boolean =>
    at >= bounds.fromMs && at < bounds.toMs && (at < run.fromMs || at >= run.toMs);
  const samples: number[] = [];
  for (let day = 1; day <= DAYS_LOOKED && samples.length < 8; day++)
    samples.push(...[ms - day * 24 * HOUR_MS, ms + day * 24 * HOUR_MS].filter(isUsable));
  // Few days tell little of the time of day: then the hours around count for more.
  const hours = samples.length >= 6 ? 2 : HOURS_LOOKED;
  for (let hour = 1; hour <= hours; hour++)
    samples.push(...[run.fromMs - hour * HOUR_MS, run.toMs + (hour - 1) * HOUR_MS].filter(isUsable));
  return samples;
}

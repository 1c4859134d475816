import type { Metric, Sample } from "../prometheus-text";

/** Upper bounds of the durations that are told apart, in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

type Durations = { readonly within: number[]; count: number; sum: number };
type State = { readonly counts: Map<string, number>; readonly durations: Map<string, Durations> };

declare global {
  var wakelineRequests: State | undefined;
}

/** Kept for the whole process: routes are bundled apart from each other. */
function state(): State {
  globalThis.wakelineRequests ??= { counts: new Map(), durations: new Map() };
  return globalThis.wakelineRequests;
}

export type ServedRequest = {
  readonly method: string;
  /** The pattern, never the address: as many labels as there are routes. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

/** Counts one answer of the API. */
export function countRequest({ method, route, status, seconds }: ServedRequest): void {
  const { counts, durations } = state();
  const served = JSON.stringify([method, route, status]);
  counts.set(served, (counts.get(served) ?? 0) + 1);
  const known = JSON.stringify([method, route]);
  const duration = durations.get(known) ?? { within: BOUNDS.map(() => 0), count: 0, sum: 0 };
  BOUNDS.forEach((bound, index) => {
    if (seconds <= bound) duration.within[index] = (duration.within[index] ?? 0) + 1;
  });
  duration.count += 1;
  duration.sum += seconds;
  durations.set(known, duration);
}

/** What was counted since this process started. */
export function requestMetrics(): Metric[] {
  const { counts, durations } = state();
  return [
    {
      name: "wakeline_requests_total",
      help: "Answers of the API by this process.",
      type: "counter",
      samples: [...counts].map(([key, value]) => {
        const [method, route, status] = JSON.parse(key);
        return { labels: { method, route, status: String(status) }, value };
      }),
    },
    {
      name: "wakeline_request_seconds",
      help: "Time to the first byte of answers of the API by this process.",
      type: "histogram",
      samples: [...durations].flatMap(([key, duration]) => samplesOf(JSON.parse(key), duration)),
    },
  ];
}

function samplesOf([method, route]: [string, string], { within, count, sum }: Durations): Sample[] {
  const labels = { method, route };
  return [
    ...BOUNDS.map((bound, index) => ({
      suffix: "_bucket",
      labels: { ...labels, le: String(bound) },
      value: within[index] ?? 0,
    })),
    { suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: count },
    { suffix: "_sum", labels, value: sum },
    { suffix: "_count", labels, value: count },
  ];
}

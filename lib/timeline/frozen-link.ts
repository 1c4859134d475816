import type { TimeWindow } from "./strip-scale";

/** An address of a set of events that shows the same time to whoever opens it later: where it names none, what is shown now is put in. */
export function frozenLink(href: string, shown: TimeWindow | null): string {
  if (shown === null) return href;
  const url = new URL(href);
  for (const [name, timeMs] of [
    ["from", shown.fromMs],
    ["to", shown.toMs],
  ] as const)
    if (!url.searchParams.has(name)) url.searchParams.set(name, new Date(timeMs).toISOString());
  return url.href;
}

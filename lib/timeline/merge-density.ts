import type { Density } from "./contract";

/** What several steps of one count add up to; steps of another window or width, from before new events arrived, are left out. */
export function mergeDensity(steps: readonly Density[]): Density | null {
  const last = steps.at(-1);
  if (!last) return null;
  const alike = steps.filter(
    (step) => step.startMs === last.startMs && step.bucketMs === last.bucketMs && step.ok.length === last.ok.length,
  );
  return {
    ...last,
    ok: sumOf(alike.map(({ ok }) => ok)),
    error: sumOf(alike.map(({ error }) => error)),
    dropped: alike.find(({ dropped }) => dropped.length > 0)?.dropped ?? [],
    total: alike.reduce((sum, { total }) => sum + total, 0),
  };
}

function sumOf(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...rest] = lists;
  return rest.reduce<number[]>((sums, list) => sums.map((sum, index) => sum + (list[index] ?? 0)), [...first]);
}

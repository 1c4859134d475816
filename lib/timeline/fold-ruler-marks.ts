import type { RulerMark } from "./contract";

/** Makes one of all marks of a kind that lie in the same part of the time: the first one's words, and how many they are. */
export function foldRulerMarks(
  marks: readonly RulerMark[],
  { fromMs, bucketMs }: { readonly fromMs: number; readonly bucketMs: number },
): RulerMark[] {
  const folded = new Map<string, RulerMark>();
  for (const mark of marks.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const key = `${mark.kind} ${Math.floor((mark.fromMs - fromMs) / bucketMs)}`;
    const known = folded.get(key);
    if (known === undefined) folded.set(key, mark);
    else folded.set(key, { ...known, toMs: Math.max(known.toMs, mark.toMs), count: known.count + mark.count });
  }
  return [...folded.values()];
}

import type { Aspect, FactOf } from "./fact";
import { reachBackward, reachForward, type Spans } from "./spans";

/**
 * What was so from when to when. `proved`: a fact says so, and a change since would have been seen; `last-known`: a fact said so, and a change
 * would not have been seen; `unknown`: no fact says, or two disagree.
 */
export type Segment<Value> = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly standing: "proved" | "last-known" | "unknown";
  readonly value: Value | undefined;
  /** What it rests on. */
  readonly fact: { readonly fromMs: number; readonly toMs: number; readonly origin: FactOf<Aspect>["origin"] } | null;
  /** Whether the segment begins with a change that was seen. */
  readonly startsWithChange: boolean;
};

export type Timeline<Value> = readonly Segment<Value>[];

/** From when to when changes of a subject would have been seen: forward from what was known before, backward from what was known after. */
export type Seen = { readonly forward: Spans; readonly backward: Spans };

type Gap<A extends Aspect> = {
  readonly before: FactOf<A> | null;
  readonly after: FactOf<A> | null;
  readonly seen: Seen;
};

/** The history of one aspect of one subject, from facts in any order: the same facts give the same segments. */
export function buildTimeline<A extends Aspect>(facts: readonly FactOf<A>[], seen: Seen): Timeline<FactOf<A>["value"]> {
  const ordered = facts.toSorted(inOrder);
  const segments: Segment<FactOf<A>["value"]>[] = [];
  let before: FactOf<A> | null = null;
  for (const fact of ordered) {
    if (before !== null && fact.fromMs < before.toMs && contradicts(before, fact)) {
      cutAt(segments, fact.fromMs);
      if (before.toMs - fact.fromMs > CLOCKS_DIFFER_MS) segments.push(unknown(fact.fromMs, before.toMs));
      const toMs: number = Math.max(fact.toMs, before.toMs - fact.fromMs > CLOCKS_DIFFER_MS ? before.toMs : fact.toMs);
      before = { ...fact, fromMs: toMs, toMs, isChange: true };
      continue;
    }
    segments.push(...gapSegments({ before, after: fact, seen }));
    const fromMs = Math.max(fact.fromMs, before?.toMs ?? Number.NEGATIVE_INFINITY);
    if (fact.toMs > fromMs) segments.push(segment(fact, { fromMs, toMs: fact.toMs, standing: "proved" }));
    if (before === null || fact.toMs >= before.toMs) before = fact;
  }
  if (before !== null) segments.push(...gapSegments({ before, after: null, seen }));
  return joined(segments);
}

/** CloudTrail and the API that tells when logging began do not agree on the second. */
const CLOCKS_DIFFER_MS = 5_000;

/** A change that was seen within a time of which another fact says that all of it was otherwise. */
function contradicts<A extends Aspect>(before: FactOf<A>, fact: FactOf<A>): boolean {
  return fact.isChange && textOf(before.value) !== textOf(fact.value);
}

function cutAt<Value>(segments: Segment<Value>[], atMs: number): void {
  for (let last = segments.at(-1); last !== undefined && last.toMs > atMs; last = segments.at(-1)) {
    segments.pop();
    if (last.fromMs < atMs) segments.push({ ...last, toMs: atMs });
  }
}

/** By time; of what happened at one moment a snapshot comes before a change, and the rest by content, so that arrival does not matter. */
function inOrder<A extends Aspect>(a: FactOf<A>, b: FactOf<A>): number {
  return (
    a.fromMs - b.fromMs ||
    a.toMs - b.toMs ||
    Number(a.isChange) - Number(b.isChange) ||
    (a.origin.name < b.origin.name ? -1 : a.origin.name > b.origin.name ? 1 : 0) ||
    (textOf(a.value) < textOf(b.value) ? -1 : 1)
  );
}

const texts = new WeakMap<object, string>();

/** The value as text, for comparing. */
export function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

type Extent = { readonly fromMs: number; readonly toMs: number; readonly standing: "proved" | "last-known" };

function segment<A extends Aspect>(fact: FactOf<A>, extent: Extent): Segment<FactOf<A>["value"]> {
  return {
    ...extent,
    value: fact.value,
    fact,
    startsWithChange: fact.isChange && extent.fromMs === fact.fromMs,
  };
}

/** What lies between two facts: the first holds as far as a change would have been seen, the second back as far. */
function gapSegments<A extends Aspect>({ before, after, seen }: Gap<A>): Segment<FactOf<A>["value"]>[] {
  const fromMs = before?.toMs ?? Number.NEGATIVE_INFINITY;
  const toMs = after?.fromMs ?? Number.POSITIVE_INFINITY;
  if (toMs <= fromMs) return [];
  const isChanged = after?.isChange ?? false;
  const isSame = before !== null && after !== null && textOf(before.value) === textOf(after.value);
  const reach = before === null ? fromMs : Math.min(toMs, Math.max(fromMs, reachForward(seen.forward, fromMs)));
  const backward =
    after === null || isChanged ? toMs : Math.max(fromMs, Math.min(toMs, reachBackward(seen.backward, toMs)));
  const forward =
    isSame && !isTrusted(before) && isTrusted(after) ? Math.max(fromMs, Math.min(reach, backward)) : reach;
  const isContradiction = before !== null && after !== null && !isChanged && !isSame && forward >= backward;
  if (isContradiction) return [unknown(fromMs, toMs)];
  const found: Segment<FactOf<A>["value"]>[] = [];
  if (before !== null && forward > fromMs) found.push(segment(before, { fromMs, toMs: forward, standing: "proved" }));
  const middle = { fromMs: forward, toMs: Math.max(forward, backward) };
  if (middle.toMs > middle.fromMs) {
    const isLastKnown = before !== null && (after === null || isChanged || isSame);
    found.push(
      isLastKnown ? segment(before, { ...middle, standing: "last-known" }) : unknown(middle.fromMs, middle.toMs),
    );
  }
  if (after !== null && toMs > middle.toMs)
    found.push(segment(after, { fromMs: middle.toMs, toMs, standing: "proved" }));
  return found;
}

/** What rests on two facts that say the same rests on the one that not anybody may have written. */
function isTrusted(fact: FactOf<Aspect> | null): boolean {
  return fact !== null && fact.origin.trust !== "uploaded";
}

function unknown(fromMs: number, toMs: number): Segment<never> {
  return { fromMs, toMs, standing: "unknown", value: undefined, fact: null, startsWithChange: false };
}

/** Neighbours that say the same are one. */
function joined<Value>(segments: readonly Segment<Value>[]): Segment<Value>[] {
  const out: Segment<Value>[] = [];
  for (const one of segments) {
    const last = out.at(-1);
    const isSame =
      last !== undefined &&
      last.toMs === one.fromMs &&
      last.standing === one.standing &&
      !one.startsWithChange &&
      (last.fact?.origin.trust === "uploaded") === (one.fact?.origin.trust === "uploaded") &&
      (last.value === one.value || textOf(last.value) === textOf(one.value));
    if (isSame) out[out.length - 1] = { ...last, toMs: one.toMs };
    else out.push(one);
  }
  return out;
}

/** The segment at a moment; null before everything that is known of the subject. */
export function segmentAt<Value>(timeline: Timeline<Value>, atMs: number): Segment<Value> | null {
  let low = 0;
  let high = timeline.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const one = timeline[middle];
    if (one === undefined) return null;
    if (atMs < one.fromMs) high = middle - 1;
    else if (atMs >= one.toMs) low = middle + 1;
    else return one;
  }
  return null;
}

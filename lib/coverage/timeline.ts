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

/**
 * From when to when changes of a subject would have been seen: forward from what was known before, backward from what was known after; `first`:
 * backward from what was known first of all, or from what says the same as before.
 */
export type Seen = { readonly forward: Spans; readonly backward: Spans; readonly first: Spans };

type Told<A extends Aspect> = {
  readonly segments: Segment<FactOf<A>["value"]>[];
  /** What holds from `edgeMs` on; null where nothing does, before the first fact or since facts disagreed. */
  before: FactOf<A> | null;
  edgeMs: number;
};

/** The history of one aspect of one subject, from facts in any order: the same facts give the same segments. */
export function buildTimeline<A extends Aspect>(facts: readonly FactOf<A>[], seen: Seen): Timeline<FactOf<A>["value"]> {
  const told: Told<A> = { segments: [], before: null, edgeMs: Number.NEGATIVE_INFINITY };
  for (const moment of inMoments(facts)) {
    const { fact } = moment;
    if (told.before !== null && isWithin(told.before, fact)) tellWithin(told, told.before, fact);
    else if (fact.fromMs >= told.edgeMs) tellAfter(told, moment, seen);
    else told.edgeMs = Math.max(told.edgeMs, fact.toMs);
  }
  const { segments, before, edgeMs } = told;
  if (before !== null) segments.push(...gapSegments({ before, after: null, seen, edgeMs, isOpen: false }).segments);
  else if (Number.isFinite(edgeMs)) segments.push(unknown(edgeMs, Number.POSITIVE_INFINITY));
  return joined(segments);
}

/** A fact about a time of which another has spoken: it says the same, or a little earlier by another clock, or they contradict each other. */
function tellWithin<A extends Aspect>(told: Told<A>, before: FactOf<A>, fact: FactOf<A>): void {
  const { segments, edgeMs } = told;
  const { fromMs, toMs } = fact;
  const clashMs = clashFrom(before, fact);
  const isByClock = clashMs !== null && fact.isChange && before.toMs - clashMs <= CLOCKS_DIFFER_MS;
  if (clashMs !== null) cutAt(segments, clashMs);
  told.edgeMs = isByClock ? toMs : Math.max(edgeMs, toMs);
  if (clashMs !== null && !isByClock) {
    segments.push(unknown(clashMs, told.edgeMs));
    told.before = null;
    return;
  }
  const start = isByClock ? fromMs : edgeMs;
  if (toMs > start) segments.push(segment(fact, { fromMs: start, toMs, standing: "proved" }));
  if (isByClock || toMs >= edgeMs) told.before = fact;
}

function tellAfter<A extends Aspect>(told: Told<A>, { fact, isOpen }: Moment<A>, seen: Seen): void {
  const { segments, before, edgeMs } = told;
  const { fromMs, toMs } = fact;
  const gap = gapSegments({ before, after: fact, seen, edgeMs, isOpen });
  segments.push(...gap.segments);
  if (toMs > fromMs)
    segments.push(isOpen ? unknown(fromMs, toMs) : segment(fact, { fromMs, toMs, standing: "proved" }));
  told.before = isOpen || gap.isContradiction ? null : fact;
  told.edgeMs = toMs;
}

/** CloudTrail and the API that tells when logging began do not agree on the second. */
const CLOCKS_DIFFER_MS = 5_000;
/** Whoever took a snapshot dated it by their own clock. */
const SNAPSHOT_CLOCK_MS = 15 * 60_000;

/** A fact within the time that another speaks of; a look at its end belongs to it, a change there does not. */
function isWithin(before: FactOf<Aspect>, fact: FactOf<Aspect>): boolean {
  const isLook = !fact.isChange && before.fromMs < before.toMs && fact.aspect !== "delivery";
  return fact.fromMs < before.toMs || (isLook && fact.fromMs === before.toMs);
}

/** From when on two facts about the same time cannot both be true; null where they say the same. */
function clashFrom(before: FactOf<Aspect>, fact: FactOf<Aspect>): number | null {
  if (textOf(before.value) === textOf(fact.value)) return null;
  return fact.isChange ? fact.fromMs : before.fromMs;
}

type Moment<A extends Aspect> = { readonly fact: FactOf<A>; readonly isOpen: boolean };

/**
 * Facts in order, those of one moment together. `isOpen`: several things are said of that moment, as where two changes fall into one second,
 * which is all that CloudTrail tells, so what came of it is not known.
 */
function inMoments<A extends Aspect>(facts: readonly FactOf<A>[]): Moment<A>[] {
  const ordered = facts.toSorted(inOrder);
  const kept = ordered.filter((fact, n) => !mayBeLater(fact, ordered[n + 1]));
  return kept.flatMap((fact, n): Moment<A>[] => {
    const isSame = (other: FactOf<A> | undefined): other is FactOf<A> =>
      other !== undefined && other.fromMs === fact.fromMs && other.isChange === fact.isChange;
    if (isSame(kept[n - 1])) return [];
    let last = n;
    while (isSame(kept[last + 1])) last++;
    const together = kept.slice(n, last + 1);
    const isOpen = fact.aspect !== "delivery" && together.some((one) => textOf(one.value) !== textOf(fact.value));
    if (!isOpen) return together.map((one) => ({ fact: one, isOpen }));
    return [{ fact: { ...fact, toMs: Math.max(...together.map(({ toMs }) => toMs)) }, isOpen }];
  });
}

/** A snapshot shortly before a change to what it says may have been taken after it, by a clock that is slow: it then says nothing of before. */
function mayBeLater(fact: FactOf<Aspect>, next: FactOf<Aspect> | undefined): boolean {
  return (
    fact.origin.kind === "snapshot" &&
    !fact.isChange &&
    next?.isChange === true &&
    next.origin.kind === "event" &&
    next.fromMs - fact.toMs <= SNAPSHOT_CLOCK_MS &&
    textOf(next.value) === textOf(fact.value)
  );
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
    Number(a.isChange) - Number(b.isChange) ||
    a.toMs - b.toMs ||
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

type Gap<A extends Aspect> = {
  readonly before: FactOf<A> | null;
  readonly after: FactOf<A> | null;
  readonly seen: Seen;
  readonly edgeMs: number;
  /** What is said of the moment after it is not one thing. */
  readonly isOpen: boolean;
};
type Filled<Value> = { readonly segments: Segment<Value>[]; readonly isContradiction: boolean };

/**
 * What lies between two facts: the first holds as far as a change would have been seen, the second back as far. Where both would reach and
 * they differ, one of them is wrong: then nothing is known until another fact.
 */
function gapSegments<A extends Aspect>({
  before,
  after,
  seen,
  edgeMs: fromMs,
  isOpen,
}: Gap<A>): Filled<FactOf<A>["value"]> {
  const toMs = after?.fromMs ?? Number.POSITIVE_INFINITY;
  if (toMs <= fromMs) return { segments: [], isContradiction: false };
  const isChanged = isOpen || (after?.isChange ?? false);
  const isSame = !isOpen && before !== null && after !== null && textOf(before.value) === textOf(after.value);
  const isUnread = before !== null && isUnreadable(before);
  const reach = before === null ? fromMs : Math.min(toMs, Math.max(fromMs, reachForward(seen.forward, fromMs)));
  // The moment itself stays, for whoever asks what changed nearby.
  const floorMs = isUnread ? Math.min(toMs, fromMs + 1) : fromMs;
  const behind = isSame || fromMs === Number.NEGATIVE_INFINITY ? seen.first : seen.backward;
  const backward = after === null || isChanged ? toMs : Math.max(floorMs, Math.min(toMs, reachBackward(behind, toMs)));
  const forward = isUnread
    ? backward
    : isSame && !isTrusted(before) && isTrusted(after)
      ? Math.max(fromMs, Math.min(reach, backward))
      : reach;
  if (before !== null && after !== null && !isUnread && !isChanged && !isSame && forward >= backward)
    return { segments: [unknown(fromMs, toMs)], isContradiction: true };
  const segments: Segment<FactOf<A>["value"]>[] = [];
  if (before !== null && forward > fromMs)
    segments.push(segment(before, { fromMs, toMs: forward, standing: "proved" }));
  const middle = { fromMs: forward, toMs: Math.max(forward, backward) };
  if (middle.toMs > middle.fromMs) {
    const isLastKnown = before !== null && (after === null || isChanged || isSame);
    segments.push(
      isLastKnown ? segment(before, { ...middle, standing: "last-known" }) : unknown(middle.fromMs, middle.toMs),
    );
  }
  if (after !== null && toMs > middle.toMs)
    segments.push(segment(after, { fromMs: middle.toMs, toMs, standing: "proved" }));
  return { segments, isContradiction: false };
}

/** A change to something that could not be read: what is told later contradicts it in nothing. */
function isUnreadable({ value, aspect }: FactOf<Aspect>): boolean {
  return value === null && aspect !== "delivery";
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

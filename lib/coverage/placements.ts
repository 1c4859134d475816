import type { Fact, FactOf, SinkSettings } from "./fact";
import type { Span } from "./spans";

/** Where a sink delivered, and from when to when as far as known: its files of another time may lie elsewhere, and another's in their place. */
export type Placement = Span & { readonly settings: SinkSettings };

type Described = FactOf<"settings"> & { readonly value: SinkSettings };

/** Where every sink delivered, by its ARN, in order. */
export function placementsOf(facts: readonly Fact[]): Map<string, readonly Placement[]> {
  const described = new Map<string, Described[]>();
  for (const fact of facts) {
    if (fact.aspect !== "settings" || !isDescribed(fact)) continue;
    described.set(fact.subject, [...(described.get(fact.subject) ?? []), fact]);
  }
  return new Map([...described].map(([sink, list]) => [sink, inOrder(list)]));
}

function isDescribed(fact: FactOf<"settings">): fact is Described {
  return fact.value !== null;
}

/** Before the first that is known it may have been anywhere, and as nothing then is proved, that is where it is looked for. */
function inOrder(list: readonly Described[]): Placement[] {
  const placements: { fromMs: number; toMs: number; lastMs: number; settings: SinkSettings }[] = [];
  for (const { value, fromMs, toMs, isChange } of list.toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)) {
    const last = placements.at(-1);
    if (last === undefined || placeText(last.settings) !== placeText(value)) {
      if (last !== undefined) last.toMs = isChange ? fromMs : last.lastMs;
      const begin = last === undefined ? Number.NEGATIVE_INFINITY : fromMs;
      placements.push({ fromMs: begin, toMs: Number.POSITIVE_INFINITY, lastMs: toMs, settings: value });
    } else Object.assign(last, { lastMs: Math.max(last.lastMs, toMs), settings: value });
  }
  return placements.map(({ fromMs, toMs, settings }) => ({ fromMs, toMs, settings }));
}

function placeText({ bucket, prefix, organisation }: SinkSettings): string {
  return JSON.stringify([bucket, prefix, organisation]);
}

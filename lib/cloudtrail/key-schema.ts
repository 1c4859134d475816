import { BoundedCache } from "./bounded-cache";
import type { JsonObject } from "./json-object";

/** The keys that one kind of object has, and what other spellings of them stand for. */
export class KeySchema {
  readonly #known: ReadonlySet<string>;
  readonly #byPlainKey: ReadonlyMap<string, string>;
  readonly #resolved = new BoundedCache<{ readonly canonical: string | null }>(1_000);

  constructor(keys: readonly string[]) {
    this.#known = new Set(keys);
    this.#byPlainKey = new Map(keys.map((key) => [plain(key), key]));
  }

  /** The object itself where every key is spelt as AWS spells it or is none of ours; else a copy with the right spellings added. */
  canonical(object: JsonObject): JsonObject {
    for (const key in object) {
      if (this.#known.has(key)) continue;
      const canonical = this.#canonicalOf(key);
      if (canonical !== null && !Object.hasOwn(object, canonical)) return this.#respell(object);
    }
    return object;
  }

  /** Of several spellings of one key the closest counts, then the first in the alphabet: never the order in the record. */
  #respell(object: JsonObject): JsonObject {
    const copy: Record<string, unknown> = { ...object };
    const misspelt = Object.keys(object)
      .filter((key) => !this.#known.has(key))
      .map((key) => ({ key, canonical: this.#canonicalOf(key) }))
      .sort((a, b) => this.#rank(a.key) - this.#rank(b.key) || (a.key < b.key ? -1 : 1));
    for (const { key, canonical } of misspelt) {
      if (canonical !== null && !Object.hasOwn(copy, canonical)) copy[canonical] = object[key];
    }
    return copy;
  }

  #rank(key: string): number {
    return this.#byPlainKey.has(plain(key)) ? 0 : 1;
  }

  #canonicalOf(key: string): string | null {
    if (key.length > LONGEST_KEY) return null;
    const cached = this.#resolved.get(key);
    if (cached !== undefined) return cached.canonical;
    const canonical = this.#byPlainKey.get(plain(key)) ?? this.#closest(plain(key));
    this.#resolved.set(key, { canonical });
    return canonical;
  }

  #closest(key: string): string | null {
    if (key.length < SHORTEST_MISSPELT) return null;
    const close = [...this.#byPlainKey].filter(
      ([known]) => known.length >= SHORTEST_MISSPELT && isOneSlipAway(key, known),
    );
    return close.length === 1 ? (close[0]?.[1] ?? null) : null;
  }
}

const LONGEST_KEY = 64;
/** Short keys such as `resource` are words of their own more often than slips. */
const SHORTEST_MISSPELT = 9;

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9@]/g, "");
}

/** One letter left out, added, changed, or two neighbours swapped. */
function isOneSlipAway(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length + restB.length === 1 || (restA.length === 1 && restB.length === 1)) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

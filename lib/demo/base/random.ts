const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function hex16(n: number): string {
  return `${HEX[(n >>> 8) & 255]}${HEX[n & 255]}`;
}

function hex32(n: number): string {
  return `${HEX[n >>> 24]}${HEX[(n >>> 16) & 255]}${HEX[(n >>> 8) & 255]}${HEX[n & 255]}`;
}

type State = readonly [number, number, number, number];
const SEEDED: State = [1779033703, 3144134277, 1013904242, 2773480762];

function mixed(state: State, part: string | number): State {
  let [h1, h2, h3, h4] = state;
  const text = `${part}|`;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  return [h1, h2, h3, h4];
}

/**
 * A seeded generator (sfc32) that uses only integer arithmetic and IEEE-exact operations, so that every Node version gives the same
 * bytes: no Math.exp, log, sin or pow anywhere in the simulation.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  private constructor([a, b, c, d]: State) {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.d = d | 0;
    for (let i = 0; i < 15; i++) this.u32();
  }

  /** A stream of its own for every path of parts: adding a stream never shifts another. */
  static of(...parts: readonly (string | number)[]): Random {
    return new Random(parts.reduce(mixed, SEEDED));
  }

  /** The streams `of(...parts, n)` for many n. */
  static family(...parts: readonly (string | number)[]): (n: number) => Random {
    const state = parts.reduce(mixed, SEEDED);
    return (n) => new Random(mixed(state, n));
  }

  u32(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }

  /** In [0, 1). */
  unit(): number {
    return this.u32() / 4294967296;
  }

  /** In [0, bound). */
  below(bound: number): number {
    return Math.floor(this.unit() * bound);
  }

  /** In [low, high], both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }

  /** Heavy-tailed, at least `least`, at most `most`: half of the values are below 4/3 of the least, one in a hundred is ten times it. */
  heavy(least: number, most: number): number {
    return Math.min(most, Math.floor(least / Math.sqrt(1 - this.unit())));
  }

  /** Small indexes far more often than large ones: the popularity of objects, customers and pages. */
  skewed(bound: number): number {
    const u = this.unit();
    return Math.floor(bound * u * u * u);
  }

  /** A count with the given mean, spread like arrivals. */
  count(mean: number): number {
    if (mean <= 0) return 0;
    if (mean < 8) return this.rareCount(mean);
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += this.unit();
    return Math.max(0, Math.round(mean + (sum - 6) * Math.sqrt(mean)));
  }

  /** Twenty-four trials: close enough to arrivals, and needs no logarithm. */
  private rareCount(mean: number): number {
    const probability = mean / 24;
    let n = 0;
    for (let i = 0; i < 24; i++) if (this.unit() < probability) n++;
    return n;
  }

  uuid(): string {
    const [a, b, c, d] = [this.u32(), this.u32(), this.u32(), this.u32()];
    return `${hex32(a)}-${hex16(b >>> 16)}-${hex16((b & 0x0fff) | 0x4000)}-${hex16(((c >>> 16) & 0x3fff) | 0x8000)}-${hex16(c)}${hex32(d)}`;
  }

  hex(length: number): string {
    let text = "";
    while (text.length < length) text += HEX[this.u32() & 255];
    return text.slice(0, length);
  }

  base32(length: number): string {
    return this.bits(BASE32, { length, width: 5 });
  }

  base64(length: number): string {
    return this.bits(BASE64, { length, width: 6 });
  }

  alnum(length: number): string {
    return this.letters(ALNUM, length);
  }

  /** Several letters from each number: for alphabets whose size is a power of two. */
  private bits(alphabet: string, spec: { readonly length: number; readonly width: number }): string {
    const { length, width } = spec;
    const mask = (1 << width) - 1;
    let text = "";
    let pool = 0;
    let left = 0;
    for (let i = 0; i < length; i++) {
      if (left < width) {
        pool = this.u32();
        left = 32;
      }
      text += alphabet[pool & mask];
      pool >>>= width;
      left -= width;
    }
    return text;
  }

  private letters(alphabet: string, length: number): string {
    let text = "";
    for (let i = 0; i < length; i++) text += alphabet[this.below(alphabet.length)];
    return text;
  }

  /** In place. */
  shuffle<T>(values: T[]): T[] {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const [x, y] = [values[i], values[j]];
      if (x !== undefined && y !== undefined) {
        values[i] = y;
        values[j] = x;
      }
    }
    return values;
  }
}

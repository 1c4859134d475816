/**
 * Remembers values from their second use on, the most recent ones, at most twice `size` of them. A key longer than 512
 * characters is not remembered: what callers write must not fill memory, and what is used once need not be kept.
 */
export class BoundedCache<Value> {
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  readonly #seen: Int32Array;

  constructor(private readonly size: number) {
    this.#seen = new Int32Array(SEEN_SLOTS);
  }

  get(key: string): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined || this.#old.size === 0) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.#remember(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    if (this.admits(key)) this.#remember(key, value);
  }

  /** Whether the key is here for the second time, and a value for it would be remembered. */
  admits(key: string): boolean {
    if (key.length > LONGEST_KEY) return false;
    const print = fingerprint(key);
    const slot = print & (SEEN_SLOTS - 1);
    if (this.#seen[slot] === print) return true;
    this.#seen[slot] = print;
    return false;
  }

  #remember(key: string, value: Value): void {
    if (this.#young.size >= this.size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}

const LONGEST_KEY = 512;
const SEEN_SLOTS = 1 << 13;

/** Of the end of the key, where ids and object names differ; two keys with one fingerprint are only remembered sooner. */
function fingerprint(key: string): number {
  let hash = key.length;
  for (let i = Math.max(0, key.length - 24); i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  return (hash ^ (hash >>> 15)) | 1;
}

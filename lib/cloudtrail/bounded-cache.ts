/**
 * Remembers the most recent values, at most twice `size` of them. A key longer than 512 characters is not remembered: what callers
 * write must not fill memory.
 */
export class BoundedCache<Value> {
  #young = new Map<string, Value>();
  #old: ReadonlyMap<string, Value> = new Map();

  constructor(private readonly size: number) {}

  get(key: string): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined || this.#old.size === 0) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    if (key.length > LONGEST_KEY) return;
    if (this.#young.size >= this.size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}

const LONGEST_KEY = 512;

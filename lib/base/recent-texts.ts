/**
 * Remembers what a text came to, for texts that repeat: finding one costs a comparison, where a map would hash every character of a
 * text that was just parsed. Two texts may share a slot; the later one then takes it.
 */
export class RecentTexts<Value> {
  readonly #texts: (string | undefined)[];
  readonly #values: (Value | undefined)[];
  readonly #mask: number;

  /** `slots` is a power of two; a text longer than `longest` is not kept. */
  constructor(
    slots: number,
    private readonly longest: number,
  ) {
    this.#texts = Array.from({ length: slots });
    this.#values = Array.from({ length: slots });
    this.#mask = slots - 1;
  }

  get(text: string): Value | undefined {
    const slot = this.#slotOf(text);
    return this.#texts[slot] === text ? this.#values[slot] : undefined;
  }

  set(text: string, value: Value): void {
    if (text.length > this.longest) return;
    const slot = this.#slotOf(text);
    this.#texts[slot] = text;
    this.#values[slot] = value;
  }

  /** Of the length and a few characters, most of them at the end, where ids and addresses differ. */
  #slotOf(text: string): number {
    const { length } = text;
    let hash = length;
    for (let back = 1; back <= 5 && back <= length; back++)
      hash = (Math.imul(hash, 31) + text.charCodeAt(length - back)) | 0;
    if (length > 8) hash = (Math.imul(hash, 31) + text.charCodeAt(length >> 1)) | 0;
    return (hash ^ (hash >>> 10)) & this.#mask;
  }
}

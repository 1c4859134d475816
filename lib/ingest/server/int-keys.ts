import { movedColumn } from "./moved-column";

/** Distinct keys of whole numbers, numbered from 0 in the order in which they first came; nothing of them goes to the garbage collector. */
export class IntKeys {
  length = 0;
  /** Fill it, then `find`. */
  readonly wanted: Int32Array;
  private keys: Int32Array;
  /** Open addressing: number of a key plus one, 0 for a free slot. */
  private readonly slots: Int32Array;

  constructor(
    readonly width: number,
    most: number,
  ) {
    this.wanted = new Int32Array(width);
    this.keys = new Int32Array(width * 1_024);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, most * 2))));
  }

  part(key: number, column: number): number {
    return this.keys[key * this.width + column] ?? 0;
  }

  /** The number of the wanted key, which is a new one where it was not known. */
  find(): number {
    const mask = this.slots.length - 1;
    let hash = 0;
    for (let column = 0; column < this.width; column++) hash = Math.imul(hash ^ (this.wanted[column] ?? 0), 0x9e3779b1);
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const held = this.slots[slot] ?? 0;
      if (held === 0) return this.make(slot);
      if (this.isWanted(held - 1)) return held - 1;
    }
  }

  /** All keys in their order, in which every loader writes them. */
  inOrder(): number[] {
    const order = Array.from({ length: this.length }, (_, index) => index);
    return order.sort((a, b) => {
      for (let column = 0; column < this.width; column++) {
        const difference = this.part(a, column) - this.part(b, column);
        if (difference !== 0) return difference;
      }
      return 0;
    });
  }

  private isWanted(key: number): boolean {
    for (let column = 0; column < this.width; column++)
      if (this.keys[key * this.width + column] !== this.wanted[column]) return false;
    return true;
  }

  private make(slot: number): number {
    const key = this.length++;
    const at = key * this.width;
    if (at + this.width > this.keys.length) this.keys = movedColumn(this.keys, new Int32Array(this.keys.length * 2));
    this.slots[slot] = key + 1;
    this.keys.set(this.wanted, at);
    return key;
  }
}

import { HOUR } from "../base/calendar";

/** Longer than any two files of the same records lie apart. */
const MEMORY = 8 * HOUR;

/**
 * Finds files that are byte for byte the same: two trails that deliver one lone record write equal files. Keeps the hashes of a few hours.
 */
export class RepeatedContents {
  private readonly slots = new Map<string, number>();
  private swept = 0;

  isRepeated(hash: string, slot: number): boolean {
    if (slot - this.swept > MEMORY) this.sweep(slot);
    const known = this.slots.has(hash);
    this.slots.set(hash, slot);
    return known;
  }

  private sweep(slot: number): void {
    for (const [hash, last] of this.slots) if (slot - last > MEMORY) this.slots.delete(hash);
    this.swept = slot;
  }
}

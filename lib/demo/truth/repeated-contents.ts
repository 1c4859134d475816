import { HOUR } from "../base/calendar";

/** Longer than any two files of the same records lie apart. */
const MEMORY = 8 * HOUR;

/**
 * Finds files that are byte for byte the same: two trails that deliver one lone record write equal files. Keeps what it saw for a few hours.
 */
export class RepeatedContents {
  private readonly slots = new Map<string, number>();
  private swept = 0;

  isRepeated(key: string, slot: number): boolean {
    if (slot - this.swept > MEMORY) this.sweep(slot);
    const known = this.slots.has(key);
    this.slots.set(key, slot);
    return known;
  }

  private sweep(slot: number): void {
    for (const [key, last] of this.slots) if (slot - last > MEMORY) this.slots.delete(key);
    this.swept = slot;
  }
}

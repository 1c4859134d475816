/** How a request fails: before an answer, in the middle of it, or with wrong bytes in it. */
export const FAULTS = ["slow-down", "internal-error", "reset", "cut", "damage"] as const;
export type Fault = (typeof FAULTS)[number];

/** Which requests fail: a share of all, the same ones for the same seed. */
export class FaultPlan {
  private share = 0;
  private state = 1;
  private kinds: readonly Fault[] = FAULTS;

  /** From now on this share of requests fails, 0 to 1. */
  fail(share: number, kinds: readonly Fault[] = FAULTS): void {
    this.share = share;
    this.kinds = kinds;
  }

  next(): Fault | null {
    if (this.random() >= this.share) return null;
    return this.kinds[Math.floor(this.random() * this.kinds.length)] ?? null;
  }

  /** A linear congruence: even enough for choosing, and the same every time. */
  private random(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }
}

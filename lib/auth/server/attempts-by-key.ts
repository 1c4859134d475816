import { countAttempt, type DelayPolicy, type Failures, waitMs } from "../sign-in-delay";

const KEPT = 10_000;

/** Counts attempts in memory, for what has no row to count in: addresses, and names that nobody has. Bounded: the oldest are forgotten. */
export class AttemptsByKey {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly policy: DelayPolicy) {}

  /** Counts an attempt unless it comes too early; answers how long to wait. */
  begin(key: string, nowMs: number): number {
    const before = this.failures.get(key) ?? null;
    const wait = waitMs(before, nowMs);
    if (wait > 0) return wait;
    this.failures.delete(key);
    this.failures.set(key, countAttempt(before, nowMs, this.policy));
    if (this.failures.size > KEPT) this.forgetOldest();
    return 0;
  }

  /** After a success. */
  clear(key: string): void {
    this.failures.delete(key);
  }

  private forgetOldest(): void {
    const oldest = this.failures.keys().next();
    if (!oldest.done) this.failures.delete(oldest.value);
  }
}

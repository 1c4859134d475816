/** Adds up where a loader's time goes: milliseconds by step. */
export class Stopwatch {
  private readonly totals: Record<string, number> = {};

  constructor(private readonly nowMs: () => number) {}

  add(step: string, sinceMs: number): void {
    this.totals[step] = (this.totals[step] ?? 0) + this.nowMs() - sinceMs;
  }

  now(): number {
    return this.nowMs();
  }

  async time<T>(step: string, work: () => Promise<T>): Promise<T> {
    const since = this.nowMs();
    try {
      return await work();
    } finally {
      this.add(step, since);
    }
  }

  read(): Readonly<Record<string, number>> {
    return this.totals;
  }
}

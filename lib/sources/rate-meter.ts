const WINDOW_MS = 5000;

type Mark = { readonly atMs: number; readonly amount: number };

/** How fast an amount grew over the last few seconds. */
export class RateMeter {
  private marks: Mark[] = [];

  /** Notes the amount; answers per second, or null until a second has been seen. Starts with the first that is not 0, and over where it shrinks. */
  measure(atMs: number, amount: number): number | null {
    const last = this.marks[this.marks.length - 1];
    if (amount === 0 || (last && amount < last.amount)) this.marks = [];
    if (amount === 0) return null;
    this.marks = [...this.marks.filter((mark) => mark.atMs >= atMs - WINDOW_MS), { atMs, amount }];
    const [first] = this.marks;
    if (!first || atMs - first.atMs < 1000) return null;
    return ((amount - first.amount) * 1000) / (atMs - first.atMs);
  }
}

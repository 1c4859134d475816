/**
 * Does something every so often, never twice at the same time. What fails is left to the next turn: report failures within the
 * action where somebody should hear of them.
 */
export class Repeating {
  private readonly timer: NodeJS.Timeout;
  private turn: Promise<void> | null = null;

  constructor(
    private readonly action: () => Promise<void>,
    everyMs: number,
  ) {
    this.timer = setInterval(() => this.begin(), everyMs);
  }

  /** No turn begins after this, and none is under way when it resolves: what is written next is the last word. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
  }

  private begin(): void {
    this.turn ??= this.action()
      .catch(() => undefined)
      .finally(() => {
        this.turn = null;
      });
  }
}

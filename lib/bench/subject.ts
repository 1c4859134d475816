/** What a measurement is run with. */
export type BenchOptions = {
  readonly events: number;
  readonly rounds: number;
  /** Progress, a line at a time. */
  readonly say: (line: string) => void;
};

/** One thing that `wakeline bench` can measure. */
export type BenchSubject = {
  readonly defaults: { readonly events: number; readonly rounds: number };
  /** Measures; gives the figures for programs, and the same in lines for people. */
  readonly run: (options: BenchOptions) => Promise<{ readonly figures: unknown; readonly lines: readonly string[] }>;
};

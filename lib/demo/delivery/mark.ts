/** How much of a class happened in an hour, and what became of it. */
export type HourCount = { happened: number; recorded: number; delivered: number };

/** One record of one recipient, followed from the call to the files that hold it. */
export type Mark = {
  readonly eventId: string;
  readonly at: number;
  readonly account: string;
  readonly region: string;
  /** `management` or a `resources.type`. */
  readonly klass: string;
  /** How many readable files hold it. */
  copies: number;
  /** The count of its hour, account, Region and class, where the truth keeps one. */
  count: HourCount | null;
};

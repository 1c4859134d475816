/** What a command may use of the terminal: tests pass their own. */
export type Io = {
  /** One line of result. With `json` nothing else goes there. */
  readonly stdout: (line: string) => void;
  /** Progress and errors. */
  readonly stderr: (line: string) => void;
  /** A line that the next one replaces; null where stderr is not a terminal. */
  readonly status: ((line: string) => void) | null;
  readonly json: boolean;
  /** Where the user stands: relative paths start here. */
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly signal: AbortSignal;
};

/** Runs with the words after its name; the number is the exit code: 0 done, 1 refused or failed. */
export type Command = (args: readonly string[], io: Io) => Promise<number>;

/** The words of a command do not fit: exit code 2, with its usage. */
export class UsageError extends Error {}

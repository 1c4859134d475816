import type { Undo } from "./undo-command";

/** What somebody makes to come back later, what ends it, and what ending it leaves behind. */
export type PersistenceRule = {
  readonly source: string;
  readonly actions: readonly string[];
  readonly what: string;
  /** Which of the things that the call touched it is; null: what it acted on. */
  readonly type: string | null;
  /** Calls of the same service on the same thing after which it is gone; none that may be about a part of it. */
  readonly undoneBy: readonly string[];
  readonly command: Undo;
  /** What goes on all the same. */
  readonly leaves: string;
};

/** Failed attempts in a row, and until when the next one is refused. */
export type Failures = { readonly count: number; readonly untilMs: number };

/** How many failures cost nothing, and how long the longest wait is. */
export type DelayPolicy = { readonly free: number; readonly maxMs: number };

export const USER_POLICY: DelayPolicy = { free: 5, maxMs: 60_000 };
/** Many people may share an address. */
export const ADDRESS_POLICY: DelayPolicy = { free: 20, maxMs: 300_000 };

const FORGOTTEN_AFTER_MS = 15 * 60_000;

/** How long to wait before another attempt; 0 when one may be made now. */
export function waitMs(failures: Failures | null, nowMs: number): number {
  return failures === null ? 0 : Math.max(0, failures.untilMs - nowMs);
}

/** What is on record once an attempt has begun: counted before its outcome is known, so that parallel guesses count too. */
export function countAttempt(failures: Failures | null, nowMs: number, policy: DelayPolicy): Failures {
  const forgotten = failures === null || nowMs - failures.untilMs > FORGOTTEN_AFTER_MS;
  const count = forgotten ? 1 : failures.count + 1;
  const over = count - policy.free;
  const delayMs = over < 0 ? 0 : Math.min(policy.maxMs, 1000 * 2 ** over);
  return { count, untilMs: nowMs + delayMs };
}

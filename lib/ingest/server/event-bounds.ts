const DAY_MS = 86_400_000;

/** For a record that passed the bound of its own file before. */
export const LATEST_MS_ANY = Date.UTC(9999, 0, 1);

/**
 * An event cannot be later than a day after its file was delivered: the later of when we got it and of what its name claims, so
 * that neither a slow clock here nor an early name there turns records away.
 */
export function latestEventMs(publishTimeMs: number | null, receivedAtMs: number): number {
  return Math.max(publishTimeMs ?? 0, receivedAtMs) + DAY_MS;
}

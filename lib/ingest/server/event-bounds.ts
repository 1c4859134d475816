const DAY_MS = 86_400_000;

/** For a record that passed the bound of its own file before. */
export const LATEST_MS_ANY = Date.UTC(9999, 0, 1);

/** An event cannot be later than a day after its file: from the publish time in the file's name, else from when we got it. */
export function latestEventMs(publishTimeMs: number | null, receivedAtMs: number): number {
  return (publishTimeMs ?? receivedAtMs) + DAY_MS;
}

import type { TaskCredential } from "./contract";

export type Participant = {
  readonly id: string | null;
  readonly name: string;
  readonly kind: string;
  readonly credentials: number;
  readonly events: number;
  readonly errors: number;
};

/** The identities behind the credentials of a task, those that called most first. */
export function whoTookPart(lanes: readonly TaskCredential[]): Participant[] {
  const byName = new Map<string, Participant>();
  for (const { who, events, errors } of lanes) {
    const key = who.id ?? `${who.kind} ${who.name}`;
    const known = byName.get(key);
    byName.set(key, {
      ...who,
      credentials: (known?.credentials ?? 0) + 1,
      events: (known?.events ?? 0) + events,
      errors: (known?.errors ?? 0) + errors,
    });
  }
  return [...byName.values()].sort((a, b) => b.events - a.events || a.name.localeCompare(b.name));
}

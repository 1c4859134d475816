import { hourOfDay, MINUTE, weekday } from "../base/calendar";
import type { Scene } from "../records/call";
import type { Issued } from "../records/sts";
import type { Actor } from "../records/actor";

/** The rhythm of a workload: how busy each hour of the day (UTC) and each day of the week is, relative to its mean. */
export type Rhythm = { readonly hours: readonly number[]; readonly days: readonly number[] };

/** Something that runs again and again in the background. */
export type Workload = {
  readonly name: string;
  /** Its part of all delivered records, relative to the others. */
  readonly share: number;
  readonly rhythm: Rhythm;
  /** One piece of work that starts then. */
  readonly run: (scene: Scene, at: number) => void;
};

const flat = Array.from({ length: 24 }, () => 1);
const everyDay = [1, 1, 1, 1, 1, 1, 1];
const workingWeek = [1.2, 1.3, 1.3, 1.25, 1.1, 0.35, 0.3];

export const STEADY: Rhythm = { hours: flat, days: everyDay };
/** People and what they ask: Europe's day. */
export const OFFICE: Rhythm = {
  hours: [
    0.1, 0.1, 0.1, 0.1, 0.15, 0.4, 1, 2.1, 2.9, 3, 2.6, 2, 2.3, 2.8, 2.6, 2, 1.2, 0.7, 0.4, 0.3, 0.2, 0.15, 0.1, 0.1,
  ],
  days: workingWeek,
};
/** Customers: never quite asleep. */
export const CUSTOMERS: Rhythm = {
  hours: [
    0.4, 0.3, 0.3, 0.3, 0.4, 0.6, 0.9, 1.2, 1.5, 1.6, 1.5, 1.4, 1.4, 1.5, 1.5, 1.4, 1.3, 1.3, 1.4, 1.3, 1.1, 0.8, 0.6,
    0.5,
  ],
  days: [1.1, 1.1, 1.1, 1.05, 1, 0.8, 0.8],
};
export const NIGHTLY: Rhythm = {
  hours: [1, 4, 7, 5, 2, 0.5, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.4, 0.8],
  days: everyDay,
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How busy the moments of a rhythm are: 1 on average over a week. */
export function intensityOf({ hours, days }: Rhythm): (at: number) => number {
  const meanHour = mean(hours);
  const meanDay = mean(days);
  return (at) => ((hours[hourOfDay(at)] ?? 1) / meanHour) * ((days[weekday(at)] ?? 1) / meanDay);
}

type Lease = { readonly actor: Actor; readonly until: number };

/**
 * Credentials that outlive a run: one per key, renewed when it ends. A warm function serves hundreds of runs with one credential; the
 * number of keys is small and fixed, so this does not grow with the number of events.
 */
export class Leases {
  private readonly leases = new Map<string, Lease>();

  get(key: string, at: number, issue: (at: number) => Issued): Actor {
    const known = this.leases.get(key);
    if (known && at < known.until) return known.actor;
    const { actor, expiresAt } = issue(at - 2000);
    this.leases.set(key, { actor, until: expiresAt - 15 * MINUTE });
    return actor;
  }
}

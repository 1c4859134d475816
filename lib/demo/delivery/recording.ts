import { isMember, milestones, type Candidate, type Span, type Trail } from "./trails";
import type { Window } from "../base/window";

const inside = (spans: readonly Span[], at: number): Span | undefined =>
  spans.find((span) => at >= span.from && at < span.to);

/** Where and when a record was made. */
export type Place = { readonly account: string; readonly region: string; readonly at: number };
export type Verdict = "recorded" | "lost" | "not-recorded";

/** The plain rule of what each trail delivers. */
export class Recording {
  private readonly m;
  private readonly byAccount = new Map<string, readonly number[]>();

  constructor(
    readonly trails: readonly Trail[],
    window: Window,
  ) {
    this.m = milestones(window);
  }

  /** The trails that could ever take a record of this account: positions in `trails`. */
  concerning(account: string): readonly number[] {
    const known = this.byAccount.get(account);
    if (known) return known;
    const positions = this.trails.flatMap((trail, n) => (trail.owner === account || trail.organisation ? [n] : []));
    this.byAccount.set(account, positions);
    return positions;
  }

  /** Whether a trail has the account and Region at that time, and was not switched off. */
  watches(trail: Trail, place: Place): boolean {
    if (trail.organisation ? !isMember(place.account, place.at, this.m) : trail.owner !== place.account) return false;
    if (!trail.multiRegion && trail.home !== place.region) return false;
    return inside(trail.stopped, place.at) === undefined;
  }

  verdict(trail: Trail, place: Place, candidate: Candidate): Verdict {
    if (!this.watches(trail, place)) return "not-recorded";
    const phase = trail.phases.find((entry) => place.at >= entry.from && place.at < entry.to);
    if (phase === undefined || !phase.wants(candidate)) return "not-recorded";
    return this.isLost(trail, place) ? "lost" : "recorded";
  }

  isLost(trail: Trail, place: Place): boolean {
    return trail.lost.some(
      (span) =>
        place.at >= span.from && place.at < span.to && (span.account === undefined || span.account === place.account),
    );
  }
}

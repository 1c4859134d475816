import { type Place, placeOf } from "./place";
import type { Trail } from "./trails";

/** How much of a class happened in an hour, and what became of it. */
export type HourCount = { happened: number; recorded: number; delivered: number };

/** One record of one recipient, followed from the call to the files that hold it. */
export type Mark = {
  readonly eventId: string;
  readonly at: number;
  readonly account: string;
  readonly region: string;
  /** `management`, a `resources.type`, `NetworkActivity:<source>`, or what a record is that sums up others. */
  readonly klass: string;
  readonly place: Place;
  /** How many readable files hold it. */
  copies: number;
  /** The count of its hour, account, Region and class, where the truth keeps one. */
  count: HourCount | null;
};

/** A record that CloudTrail makes of several calls; nobody made it, and it lies in a folder of its own. */
export type SummaryKind = "insight" | "aggregated";

/** Hands a record that sums up others over to its file. */
export type PutSummary = (trail: Trail, mark: Mark, delivered: { readonly at: number; readonly text: string }) => void;

/** Follows a record that sums up others from its making to its file; it counts in no hour. */
export function summaryMark(kind: SummaryKind, of: Pick<Mark, "eventId" | "at" | "account" | "region">): Mark {
  return { ...of, klass: kind, place: placeOf(of.account, of.region, kind), copies: 0, count: null };
}

/** What a record sums up others as; null for the record of a call. */
export function summaryKind({ klass }: Mark): SummaryKind | null {
  return klass === "insight" || klass === "aggregated" ? klass : null;
}

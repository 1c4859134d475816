import { countOf, formatCount } from "@/lib/base/format-number";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { type EventPrices, priceOf } from "./event-prices";

/** Events of a month: seen in the place itself, and in others where the family is logged whole. */
export type Volumes = { readonly own: number; readonly siblings: readonly number[] };

export type MonthlyCost = {
  readonly lowUsd: number;
  /** Null: nothing tells how much there is. */
  readonly highUsd: number | null;
  readonly basis: string;
};

/** What a family would cost in a month: at least what was seen here, at most what siblings have, or unknown. */
export function monthlyCost(family: OperationFamily, { own, siblings }: Volumes, prices: EventPrices): MonthlyCost {
  const price = priceOf(family.eventClass.category, prices);
  const most = siblings.length === 0 ? null : Math.max(own, ...siblings);
  const seen = `${countOf(own, "event was", "events were")} seen here`;
  return {
    lowUsd: own * price,
    highUsd: most === null ? null : most * price,
    basis:
      most === null
        ? `${seen} in 30 days; no place is known that logs all of it, so there may be any number more`
        : `${seen} in 30 days, and at most ${formatCount(most)} in ${countOf(siblings.length, "place that logs", "places that log")} it`,
  };
}

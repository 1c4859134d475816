import { z } from "zod";

const Price = z.number().min(0).max(1);

/** What CloudTrail charges for an event, in US dollars; other prices (S3, KMS) come on top. */
export const EventPrices = z.object({
  /** The day of which they are, or the name of the contract. */
  asOf: z.string().min(1).max(100),
  /** Every copy of a management event after the first one in a Region. */
  managementCopy: Price,
  data: Price,
  networkActivity: Price,
});
export type EventPrices = z.infer<typeof EventPrices>;

/** The list prices, where nobody set others. */
export const LIST_PRICES: EventPrices = {
  asOf: "2025-07-01",
  managementCopy: 0.00002,
  data: 0.000001,
  networkActivity: 0.000001,
};

const PRICE_OF = { Management: "managementCopy", Data: "data", NetworkActivity: "networkActivity" } as const;

/** What one event of a category costs. */
export function priceOf(category: keyof typeof PRICE_OF, prices: EventPrices): number {
  return prices[PRICE_OF[category]];
}

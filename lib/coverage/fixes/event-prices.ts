/** What CloudTrail charges for an event, in US dollars; other prices (S3, KMS) come on top. Change it where a contract says otherwise. */
export const EVENT_PRICES = {
  asOf: "2025-07-01",
  /** Every copy of a management event after the first one in a Region. */
  managementCopy: 0.00002,
  data: 0.000001,
  networkActivity: 0.000001,
} as const;

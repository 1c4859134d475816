/** How the files of a sink are held, in words. */
export const HELD_WORDS = {
  verified: "here, complete by AWS's digests",
  complete: "here, complete as far as their names show",
  missing: "not here for this time: recorded is not the same as held",
} as const;

/** What an answer rests on that a reader must know. */
export const MARK_WORDS = {
  "uploaded-facts": "rests on uploaded records",
  "delivery-fails": "delivery fails",
  "near-a-change": "near a change",
  "seen-unexplained": "seen, unexplained",
} as const;

export const STANDING_WORDS = {
  proved: "proved",
  "last-known": "as last known",
  unknown: "not known for this time",
} as const;

export const SINK_WORDS = { trail: "trail", "event-data-store": "event data store" } as const;

/** What a call makes, stops, lets go on or deletes, of all that lets somebody act; `deny` is a deny on sessions. */
export const LIVING_THINGS = [
  "access-key",
  "service-credential",
  "password",
  "user",
  "role",
  "policy",
  "deny",
  "oidc-provider",
  "saml-provider",
  "trust-anchor",
  "anywhere-profile",
  "pod-identity",
] as const;
export type LivingThing = (typeof LIVING_THINGS)[number];

export const LIFE_EFFECTS = ["made", "off", "on", "gone"] as const;
export type LifeEffect = (typeof LIFE_EFFECTS)[number];

/** One turn in the life of something by which somebody acts, as a successful call tells it. */
export type LifeTurn = {
  /** The call, and the account in which it was recorded. */
  readonly action: string;
  readonly account: string;
  readonly thing: LivingThing;
  /** Its id within the account: a key id, a name, an ARN; of a policy and of a deny, whose it is: `role/NAME POLICY`. */
  readonly key: string;
  /** `role/NAME` or `user/NAME`: whom it belongs to, or whose sessions are denied. */
  readonly owner: string | null;
  readonly effect: LifeEffect;
  /** Of a deny: sessions that were issued before this moment; null for all. */
  readonly beforeMs: number | null;
};

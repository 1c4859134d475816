/**
 * What a call makes, stops, lets go on or deletes, of all that lets somebody act. `deny` is a deny on sessions, put on a role or user;
 * `policy-deny` one that a version of a customer-managed policy holds, whoever it is attached to.
 */
export const LIVING_THINGS = [
  "access-key",
  "service-credential",
  "password",
  "user",
  "role",
  "policy",
  "deny",
  "policy-version",
  "policy-deny",
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
  /**
   * Its id within the account: a key id, a name, an ARN; of a policy and of a deny, whose it is: `role/NAME POLICY`; of a version of
   * a managed policy `ARN v2`, and the ARN alone where all of them went.
   */
  readonly key: string;
  /** `role/NAME` or `user/NAME`: whom it belongs to, or whose sessions are denied; of a version, `policy/ARN`. */
  readonly owner: string | null;
  readonly effect: LifeEffect;
  /** Of a deny: sessions that were issued before this moment; null for all. */
  readonly beforeMs: number | null;
};

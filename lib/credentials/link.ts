import type { Mechanism } from "@/lib/cloudtrail/issuance";
import type { Who } from "./link-facts";

/**
 * How a link is known. A: both ends in one record. B: a key id issued and then used by the same principal within its lifetime.
 * C: session name, creation date, source identity or the like. D: time and place only.
 */
export const GRADES = ["A", "B", "C", "D"] as const;
export type Grade = (typeof GRADES)[number];

export type LinkMechanism =
  | Mechanism
  | "bearer-token"
  | "forwarded-access"
  | "started-work"
  | "same-workload"
  | "same-time";

/** From what one credential came, and how that is known. */
export type Link = {
  /** The credential's key, or the name of who stands at the beginning without one. */
  readonly from: string;
  readonly fromIsKey: boolean;
  readonly fromWho: Who | null;
  readonly to: string;
  readonly toWho: Who | null;
  readonly grade: Grade;
  readonly mechanism: LinkMechanism;
  readonly issuingEventId: string | null;
  readonly usedEventId: string | null;
  readonly atMs: number | null;
  readonly expiresAtMs: number | null;
  /** In words: what joins the two ends. */
  readonly because: string;
  /** Accounts in which the issuing call was recorded. */
  readonly recordedIn: readonly string[];
  readonly region: string | null;
  readonly sessionName: string | null;
  /** What gave it, or what it was given to: a provider, a trust anchor, an association, an instance. */
  readonly scope: string | null;
  readonly tags: readonly string[];
};

/** Where a credential came from: one link; several that nothing tells apart; or why none is known. */
export type Origin =
  | { readonly kind: "link"; readonly link: Link }
  | { readonly kind: "candidates"; readonly links: readonly Link[]; readonly apart: string }
  | { readonly kind: "none"; readonly reason: string };

/** The weakest of several grades: a chain is no better than that. */
export function weakestGrade(grades: readonly Grade[]): Grade | null {
  return grades.reduce<Grade | null>((weakest, grade) => (weakest !== null && weakest > grade ? weakest : grade), null);
}

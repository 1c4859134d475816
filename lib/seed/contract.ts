import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";

export const INDICATORS_MAX = 500;

export const SEED_KINDS = [
  "identity",
  "credential",
  "session",
  "source-identity",
  "subject",
  "event",
  "resource",
  "account",
  "address",
  "action",
] as const;
export const SeedKind = z.enum(SEED_KINDS);
export type SeedKind = z.infer<typeof SeedKind>;

export const SeedHit = z.object({
  /** The line that led here. */
  indicator: z.string(),
  kind: SeedKind,
  label: z.string(),
  note: z.string().nullable(),
  /** null: not counted for this kind. */
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  events: z.number().nullable(),
  href: z.string(),
  /** The profile of the identity to whose timeline `href` leads; null where it leads elsewhere. */
  profileHref: z.string().nullable(),
});
export type SeedHit = z.infer<typeof SeedHit>;

export const resolveSeed = defineEndpoint({
  method: "POST",
  path: "/api/v1/seed",
  role: "viewer",
  scope: "read",
  input: z.object({ text: z.string().max(200_000, "That is more than 200,000 characters. Paste fewer lines.") }),
  output: z.object({
    hits: z.array(SeedHit),
    /** Lines that nothing in the store fits. */
    missing: z.array(z.string()),
    /** Of those, the ones that cannot be searched for here, and why. */
    unsearchable: z.array(z.object({ indicator: z.string(), why: z.string() })),
    /** What was not looked at for any of them. */
    notSearched: z.array(z.string()).readonly(),
    indicators: z.number(),
  }),
});
export type SeedAnswer = z.infer<typeof resolveSeed.output>;

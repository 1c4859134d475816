import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";
import { Scope } from "./access";
import { Role } from "./roles";

export const TOKEN_DAYS_MAX = 365;

/** Why a token does or does not work at this moment. */
export const TokenState = z.enum(["active", "expired", "revoked", "owner-shut-out"]);
export type TokenState = z.infer<typeof TokenState>;

/** A token as it may be shown: never itself. */
export const ApiToken = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Its first characters, to tell one from another. */
  hint: z.string(),
  owner: z.string(),
  /** What it may do at most: the lesser of what it was made with and what its owner is now. */
  role: Role,
  scopes: z.array(Scope),
  state: TokenState,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  lastUsedAddress: z.string().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** A token that exists in this answer only: the store keeps its hash. */
const IssuedToken = z.object({ token: ApiToken, secret: z.string() });

export const TokenInput = z.object({
  name: z.string().trim().min(1, "A name is needed: what will use the token?").max(80),
  role: Role,
  scopes: z
    .array(Scope)
    .min(1, "A token needs at least one scope.")
    .transform((given) => Scope.options.filter((scope) => given.includes(scope))),
  days: z
    .number()
    .int()
    .min(1, "A token lasts at least a day.")
    .max(TOKEN_DAYS_MAX, `A token lasts at most ${TOKEN_DAYS_MAX} days.`),
});

export const tokensOwn = defineEndpoint({
  method: "GET",
  path: "/api/v1/tokens",
  role: "viewer",
  scope: null,
  input: z.object({}),
  output: z.object({ tokens: z.array(ApiToken) }),
});

export const tokensAll = defineEndpoint({
  method: "GET",
  path: "/api/v1/tokens/all",
  role: "admin",
  input: z.object({}),
  /** The newest ones, those that work before those that do not; `count` is of all. */
  output: z.object({ tokens: z.array(ApiToken), count: z.number() }),
});

// A token never makes, lists or ends its own kind: who steals one cannot outlive it.
export const tokenCreate = defineEndpoint({
  method: "POST",
  path: "/api/v1/tokens",
  role: "viewer",
  input: TokenInput,
  output: IssuedToken,
});

export const tokenRevoke = defineEndpoint({
  method: "POST",
  path: "/api/v1/tokens/revoke",
  role: "viewer",
  input: z.object({ tokenId: z.uuid() }),
  output: ApiToken,
});

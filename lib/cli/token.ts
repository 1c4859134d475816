import { parseArgs } from "node:util";
import { AppError } from "@/lib/base/app-error";
import { formatTime } from "@/lib/base/format-time";
import { isUuid } from "@/lib/base/is-uuid";
import { Role } from "@/lib/auth/roles";
import { createToken } from "@/lib/auth/server/create-token";
import { listTokens } from "@/lib/auth/server/list-tokens";
import { revokeToken } from "@/lib/auth/server/revoke-token";
import { type ApiToken, TokenInput } from "@/lib/auth/token-contract";
import type { Context } from "@/lib/context";
import type { AppUser } from "@/lib/db/generated/client";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

const DEFAULT_DAYS = 90;
const DEFAULT_SCOPES = "read";

type Options = {
  readonly user?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly scopes?: string | undefined;
  readonly days?: string | undefined;
};

/** `wakeline token`: keys for programs. A new one is printed once. */
export async function tokenCommand(args: readonly string[], io: Io): Promise<number> {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { user: text, name: text, role: text, scopes: text, days: text },
    allowPositionals: true,
  });
  const [verb = "", ...words] = positionals;
  switch (verb) {
    case "create":
      return withStore(io, (ctx) => create(ctx, values, io));
    case "list":
      return withStore(io, (ctx) => list(ctx, values, io));
    case "revoke":
      return withStore(io, (ctx) => revoke(ctx, words, io));
    default:
      throw new UsageError(`there is no "token ${verb}"; use create, list or revoke`);
  }
}

async function create(ctx: Context, options: Options, io: Io): Promise<number> {
  if (options.user === undefined || options.name === undefined)
    throw new UsageError("whose token, and what for? Give --user and --name");
  const user = await named(ctx, options.user);
  const scopes = (options.scopes ?? DEFAULT_SCOPES).split(",").map((scope) => scope.trim());
  const days = options.days === undefined ? DEFAULT_DAYS : Number(options.days);
  const input = TokenInput.safeParse({ name: options.name, role: options.role ?? user.role, scopes, days });
  if (!input.success) {
    const [issue] = input.error.issues;
    throw new AppError("invalid-input", `${String(issue?.path[0] ?? "input")}: ${issue?.message ?? "does not fit"}`);
  }
  const { token, secret } = await createToken(ctx, { ...input.data, userId: user.id });
  if (io.json) io.stdout(JSON.stringify({ ...token, secret }));
  else {
    io.stdout(lineOf(token));
    io.stdout(`token: ${secret} (shown only now)`);
  }
  return 0;
}

async function list(ctx: Context, { user }: Options, io: Io): Promise<number> {
  const whose = user === undefined ? {} : { userId: (await named(ctx, user)).id };
  const { tokens, count } = await listTokens(ctx, whose);
  for (const token of tokens) io.stdout(io.json ? JSON.stringify(token) : lineOf(token));
  if (count > tokens.length) io.stderr(`${tokens.length} of ${count} tokens; --user narrows them down.`);
  return 0;
}

async function revoke(ctx: Context, [given = ""]: readonly string[], io: Io): Promise<number> {
  if (given === "") throw new UsageError("which token? Give its id or how it begins");
  const token = await revokeToken(ctx, { tokenId: isUuid(given) ? given : await idOfHint(ctx, given) });
  io.stdout(io.json ? JSON.stringify(token) : lineOf(token));
  return 0;
}

async function idOfHint(ctx: Context, hint: string): Promise<string> {
  const [token, ...others] = await ctx.db.apiToken.findMany({ where: { hint: hint.slice(0, 8) }, take: 2 });
  if (token === undefined)
    throw new AppError("not-found", `There is no token ${hint.slice(0, 8)}. "token list" shows them all.`);
  if (others.length > 0)
    throw new AppError(
      "conflict",
      `Several tokens begin with ${hint.slice(0, 8)}. Give the id that "token list" shows.`,
    );
  return token.id;
}

async function named(ctx: Context, given: string): Promise<AppUser> {
  const user = await ctx.db.appUser.findUnique({ where: { username: given.trim().toLowerCase() } });
  if (user === null) throw new AppError("not-found", `There is no user ${given}. "user list" shows them all.`);
  return user;
}

function lineOf({ id, hint, name, owner, role, scopes, state, expiresAt, lastUsedAt }: ApiToken): string {
  const used = lastUsedAt === null ? "never used" : `last used ${formatTime(lastUsedAt)}`;
  const until = `${state} until ${formatTime(expiresAt)}`;
  return [
    id,
    `${hint}…`,
    owner,
    name,
    Role.parse(role),
    scopes.join(","),
    state === "active" ? until : state,
    used,
  ].join("  ");
}

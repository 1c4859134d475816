import type { Context } from "@/lib/context";
import { SKEW_MS } from "@/lib/credentials/fits";
import type { Evidence, Fact, Use } from "@/lib/credentials/link-facts";
import { isStanding } from "@/lib/credentials/standing-origin";
import { sql } from "@/lib/db/sql";
import { type Asking, asking } from "./asking";
import { readIssuances } from "./read-issuances";
import { readBareUses } from "./read-uses";
import { readTurns } from "./read-turns";

type Standing = Pick<Evidence, "standing" | "turns">;

/** Passwords and keys for one service that were set for the users of these credentials, before their end; and what became of them. */
export async function readStanding(ctx: Context, uses: Asking): Promise<Standing[]> {
  const { n, of } = asking(uses, askedOf);
  if (n.length === 0) return uses.map(() => ({ standing: [], turns: [] }));
  const accounts = of.map(({ account }) => account);
  const names = of.map(({ name }) => name);
  const until = of.map(({ untilMs }) => new Date(untilMs).toISOString());
  const [standing, turns] = await Promise.all([
    readIssuances(ctx, {
      asked: sql`unnest(${n}::int[], ${accounts}::text[], ${names}::text[], ${until}::timestamptz[]) q (n, account, name, until)`,
      matches: sql`s.issued_account = q.account and s.issued_name = q.name and s.event_time <= q.until and s.mechanism in (
        'create-login-profile', 'update-login-profile', 'change-password', 'create-service-specific-credential', 'reset-service-specific-credential')`,
      lastFirst: true,
    }),
    readTurns(ctx, {
      asked: sql`unnest(${n}::int[], ${accounts}::text[], ${names.map((name) => `user/${name}`)}::text[], ${until}::timestamptz[]) q (n, account, owner, until)`,
      matches: sql`t.owner = q.owner and t.account = q.account and t.event_time <= q.until and t.thing in ('password', 'service-credential', 'user')`,
    }),
  ]);
  return uses.map((_use, at) => ({ standing: standing.get(at) ?? [], turns: turns.get(at) ?? [] }));
}

function askedOf(use: Use): { account: string; name: string; untilMs: number } | null {
  const { account, name, by, kind, createdAtMs, firstMs, lastMs } = use;
  if (account === null || by.kind !== "user") return null;
  const untilMs = isStanding(use) ? lastMs : kind === "temporary" ? (createdAtMs ?? firstMs) : null;
  return untilMs === null ? null : { account, name, untilMs: untilMs + SKEW_MS };
}

/** A console session lasts up to twelve hours, and changes its keys meanwhile. */
const CONSOLE_MS = 12 * 3_600_000;

/** Sign-in tokens that sessions of the same role and name asked for, in the hours before a console key was used first. */
export async function readConsoleTokens(ctx: Context, uses: Asking): Promise<Map<number, Fact[]>> {
  const { n, of } = asking(uses, ({ fromConsole, account, name, sessionName, firstMs }) =>
    !fromConsole || account === null || sessionName === null || firstMs === null
      ? null
      : { account, name, sessionName, firstMs },
  );
  if (n.length === 0) return new Map();
  const found = await readIssuances(ctx, {
    asked: sql`unnest(
      ${n}::int[], ${of.map(({ account }) => account)}::text[], ${of.map(({ name }) => name)}::text[], ${of.map(({ sessionName }) => sessionName)}::text[],
      ${of.map(({ firstMs }) => new Date(firstMs - CONSOLE_MS).toISOString())}::timestamptz[],
      ${of.map(({ firstMs }) => new Date(firstMs + SKEW_MS).toISOString())}::timestamptz[]
    ) q (n, account, name, session_name, since, until)`,
    matches: sql`s.issued_account = q.account and s.issued_name = q.name and s.session_name = q.session_name
      and s.event_time between q.since and q.until and s.mechanism = 'sign-in-token'`,
    lastFirst: true,
  });
  return ofSameAge(ctx, uses, found);
}

/** The console's session is made with the token, or keeps the date of the session that asked for it. */
async function ofSameAge(ctx: Context, uses: Asking, found: Map<number, Fact[]>): Promise<Map<number, Fact[]>> {
  const askers = await readBareUses(
    ctx,
    [...found.values()].flat().flatMap(({ issuerKey }) => issuerKey ?? []),
  );
  const born = new Map<string, number[]>();
  for (const { key, createdAtMs } of askers)
    if (createdAtMs !== null) born.set(key, [...(born.get(key) ?? []), createdAtMs]);
  return new Map(
    [...found].map(([n, facts]) => {
      const createdAtMs = uses[n]?.createdAtMs ?? null;
      const isSame = (ms: number): boolean => createdAtMs === null || Math.abs(ms - createdAtMs) <= SKEW_MS;
      return [n, facts.filter((fact) => isSame(fact.timeMs) || born.get(fact.issuerKey ?? "")?.some(isSame))];
    }),
  );
}

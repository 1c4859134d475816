import { isSessionId } from "@/lib/cloudtrail/key-id";
import type { Context } from "@/lib/context";
import { COMPARED_MAX } from "@/lib/credentials/words";
import { sql } from "@/lib/db/sql";
import { findOrigin } from "@/lib/credentials/find-origin";
import { SKEW_MS } from "@/lib/credentials/fits";
import type { Origin } from "@/lib/credentials/link";
import { type Fact, NO_EVIDENCE_AT_ALL, type Use } from "@/lib/credentials/link-facts";
import { withAskersKeys } from "@/lib/credentials/session-of-asker";
import { isStanding } from "@/lib/credentials/standing-origin";
import { type Asking, asking } from "./asking";
import { readConsoleTokens, readStanding } from "./read-standing";
import { readIssuances } from "./read-issuances";
import { readBareWhere } from "./read-uses";

/** A permission set is taken at the portal, and its session is used at once. */
const PORTAL_MS = 30_000;
const SIBLINGS_MAX = 2_000;
const HOUR_MS = 3_600_000;

/** Issuances of keys, by their places in a list of them. */
export type ByKey = ReadonlyMap<number, readonly Fact[]>;

/**
 * Where each of these credentials came from, in their order. What it costs follows how many there are, not how much is stored.
 * Who has read the issuances of their keys already hands them in.
 */
export async function findOrigins(ctx: Context, uses: readonly Use[], known?: ByKey): Promise<Origin[]> {
  const claimed = await findClaimed(ctx, uses, known);
  return claimed.map((origin) => withAskersKeys(origin, []));
}

/** The same, and where only another account's copy tells who asked, over the session that it names to that session's key. */
export async function findOriginsOverAccounts(ctx: Context, uses: readonly Use[], known?: ByKey): Promise<Origin[]> {
  return withAskers(ctx, await findClaimed(ctx, uses, known));
}

/** Links may begin with the session of a role where a record tells no more. */
async function findClaimed(ctx: Context, uses: readonly Use[], known?: ByKey): Promise<Origin[]> {
  if (uses.length === 0) return [];
  const byKey =
    known ??
    (await readByKey(
      ctx,
      uses.map(({ key }) => key),
    ));
  const unknown = uses.map((use, n) => (byKey.has(n) || use.key.endsWith("#bearer") ? null : use));
  const [bySession, signIns, tokens, siblings, consoleTokens, standing] = await Promise.all([
    readBySession(ctx, unknown),
    readSignIns(ctx, unknown),
    readTokens(ctx, unknown),
    readSiblings(ctx, unknown),
    readConsoleTokens(ctx, unknown),
    readStanding(
      ctx,
      uses.map((use, n) => (isStanding(use) ? use : (unknown[n] ?? null))),
    ),
  ]);
  return uses.map((use, n) => {
    const evidence = {
      ...NO_EVIDENCE_AT_ALL,
      byKey: byKey.get(n) ?? [],
      bySession: bySession.get(n) ?? [],
      signIns: signIns.get(n) ?? [],
      tokens: tokens.get(n) ?? [],
      siblings: siblings.filter((one) => isSibling(one, use)),
      consoleTokens: consoleTokens.get(n) ?? [],
      ...standing[n],
    };
    const { bySession: named, signIns: seen, tokens: given, consoleTokens: asked } = evidence;
    const isWhole = [named, seen, given, asked].every(({ length }) => length < COMPARED_MAX);
    const origin = findOrigin(use, evidence);
    return isWhole ? origin : asFarAsRead(origin);
  });
}

const SESSIONS_MAX = 500;

/** Links that begin with a session of another account's lead on to its key, where one is in the store. */
async function withAskers(ctx: Context, found: readonly Origin[]): Promise<Origin[]> {
  const links = found.flatMap((origin) =>
    origin.kind === "link" ? [origin.link] : origin.kind === "none" ? [] : origin.links,
  );
  const asked = [...new Set(links.flatMap(({ from, fromIsKey }) => (fromIsKey && isSessionId(from) ? [from] : [])))];
  if (asked.length === 0) return [...found];
  const sessions = await readBareWhere(
    ctx,
    sql`(
      select distinct c.* from unnest(
        ${asked.map((one) => one.slice(0, one.indexOf(":")))}::text[], ${asked.map((one) => one.slice(one.indexOf(":") + 1))}::text[]
      ) q (unique_id, session_name)
      join credential c on c.session_name = q.session_name
      join principal p on p.id = c.principal_id and p.unique_id = q.unique_id
      order by c.created_at desc nulls last, c.uid limit ${SESSIONS_MAX}
    ) c`,
  );
  return found.map((origin) => withAskersKeys(origin, sessions));
}

/** What the first of too many calls allow to say: that nothing else fits, or that nothing does, only all of them would. */
function asFarAsRead(origin: Origin): Origin {
  if (origin.kind === "none") return { kind: "none", reason: `${NOT_ALL} None of those fits.` };
  if (origin.kind === "candidates") return { ...origin, apart: `${origin.apart} ${NOT_ALL}` };
  const { link } = origin;
  return link.grade === "A" || link.grade === "B" ? origin : { kind: "candidates", links: [link], apart: NOT_ALL };
}

const NOT_ALL = `${COMPARED_MAX} or more calls of the time may have issued it, and no more were compared: there may be others.`;

/** The calls that say that they issued these keys. */
export function readByKey(ctx: Context, keys: readonly string[]): Promise<ByKey> {
  return readIssuances(ctx, {
    asked: sql`unnest(${keys}::text[]) with ordinality as k (key, at) cross join lateral (select k.key, k.at - 1 as n) q`,
    matches: sql`s.issued_key = q.key`,
  });
}

async function readBySession(ctx: Context, uses: Asking): Promise<Map<number, Fact[]>> {
  const { n, of } = asking(uses, ({ sessionName, createdAtMs }) =>
    sessionName === null || createdAtMs === null ? null : { sessionName, createdAtMs },
  );
  if (n.length === 0) return new Map();
  return readIssuances(ctx, {
    asked: sql`unnest(
      ${n}::int[], ${of.map(({ sessionName }) => sessionName)}::text[], ${times(of, -SKEW_MS)}::timestamptz[], ${times(of, SKEW_MS)}::timestamptz[]
    ) q (n, session_name, since, until)`,
    matches: sql`s.session_name = q.session_name and s.event_time between q.since and q.until`,
  });
}

/** Sign-ins name the user; a permission set's record names the role all but the chance at its end. */
async function readSignIns(ctx: Context, uses: Asking): Promise<Map<number, Fact[]>> {
  const { n, of } = asking(uses, (use) => {
    const { createdAtMs, account } = use;
    const isSignIn = use.by.kind === "sso-role" || use.by.kind === "user" || use.by.kind === "root";
    if (createdAtMs === null || account === null || !isSignIn) return null;
    return { account, createdAtMs, name: use.by.kind === "sso-role" ? withoutChance(use.name) : use.name };
  });
  if (n.length === 0) return new Map();
  return readIssuances(ctx, {
    asked: sql`unnest(
      ${n}::int[], ${of.map(({ account }) => account)}::text[], ${of.map(({ name }) => name)}::text[],
      ${times(of, -PORTAL_MS)}::timestamptz[], ${times(of, SKEW_MS)}::timestamptz[]
    ) q (n, account, name, since, until)`,
    matches: sql`s.issued_account = q.account and s.issued_name = q.name and s.event_time between q.since and q.until
      and s.mechanism in ('identity-center', 'console-sign-in', 'sign-in-token')`,
  });
}

/** Of a sign-in session that is asked for many the last ones count. */
function readTokens(ctx: Context, uses: Asking): Promise<Map<number, Fact[]>> {
  const { n, of } = asking(uses, ({ signInSession, firstMs }) =>
    signInSession === null || firstMs === null ? null : { signInSession, firstMs },
  );
  if (n.length === 0) return Promise.resolve(new Map());
  return readIssuances(ctx, {
    asked: sql`unnest(
      ${n}::int[], ${of.map(({ signInSession }) => signInSession)}::text[],
      ${of.map(({ firstMs }) => new Date(firstMs + SKEW_MS).toISOString())}::timestamptz[]
    ) q (n, scope, until)`,
    matches: sql`s.mechanism = 'oauth-token' and s.scope = q.scope and s.event_time <= q.until`,
    lastFirst: true,
  });
}

function withoutChance(roleName: string): string {
  return roleName.slice(0, roleName.lastIndexOf("_") + 1);
}

/** Keys that services used for their caller are led back to the caller's own, which has the same session. */
async function readSiblings(ctx: Context, uses: Asking): Promise<Use[]> {
  const forwarded = uses.filter((use) => use !== null && !use.isDirect && use.kind === "temporary");
  const timed = asking(forwarded, ({ principalIds, createdAtMs, sessionName }) =>
    createdAtMs === null ? null : { principalId: principalIds[0] ?? 0, createdAtMs, sessionName },
  );
  const untimed = asking(forwarded, ({ principalIds, createdAtMs, firstMs }) =>
    createdAtMs !== null || firstMs === null ? null : { principalId: principalIds[0] ?? 0 },
  );
  const source = sql`(
    select c.* from unnest(
      ${timed.of.map(({ principalId }) => principalId)}::int[], ${timed.of.map(({ sessionName }) => sessionName)}::text[],
      ${times(timed.of, -SKEW_MS)}::timestamptz[], ${times(timed.of, SKEW_MS)}::timestamptz[]
    ) q (principal_id, session_name, since, until)
    join credential c on c.principal_id = q.principal_id and c.created_at between q.since and q.until and not c.forwarded
      and c.session_name is not distinct from q.session_name
    union
    select c.* from unnest(${untimed.of.map(({ principalId }) => principalId)}::int[]) q (principal_id)
    join credential c on c.principal_id = q.principal_id and c.created_at is null and c.kind = 'long-term' and not c.forwarded
    order by uid limit ${SIBLINGS_MAX}
  ) c`;
  return timed.n.length + untimed.n.length === 0 ? [] : readBareWhere(ctx, source);
}

function isSibling(one: Use, use: Use): boolean {
  if (one.by.id !== use.by.id || one.key === use.key || one.sessionName !== use.sessionName) return false;
  if (use.createdAtMs !== null)
    return one.createdAtMs !== null && Math.abs(one.createdAtMs - use.createdAtMs) <= SKEW_MS;
  const { firstMs, lastMs } = one;
  if (one.kind !== "long-term" || firstMs === null || lastMs === null || use.firstMs === null) return false;
  return use.firstMs >= firstMs - HOUR_MS && use.firstMs <= lastMs + HOUR_MS;
}

function times(of: readonly { readonly createdAtMs: number }[], shift: number): string[] {
  return of.map(({ createdAtMs }) => new Date(createdAtMs + shift).toISOString());
}

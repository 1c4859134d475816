import type { Context } from "@/lib/context";
import { COMPARED_MAX } from "@/lib/credentials/words";
import { sql } from "@/lib/db/sql";
import { SKEW_MS } from "@/lib/credentials/fits";
import { foldCopies } from "@/lib/credentials/fold-copies";
import { issuedLink } from "@/lib/credentials/make-link";
import type { Link } from "@/lib/credentials/link";
import type { Fact, Use, Who } from "@/lib/credentials/link-facts";
import { sessionIdsOf } from "@/lib/credentials/session-of-asker";
import { findOriginsOverAccounts } from "./find-origins";
import { readIssuances } from "./read-issuances";
import { readUses, readWhere } from "./read-uses";

/** A credential that came from another, and the link to it; without a use where none is in the store. */
export type Child = { readonly link: Link; readonly use: Use | null };

/** A credential that may have come from these, or from others: nothing tells which. */
export type PossibleChild = {
  readonly use: Use;
  /** So many of its possible origins lie here. */
  readonly own: number;
  readonly of: number;
  /** What would have told them apart. */
  readonly apart: string;
};

type Children = {
  readonly children: Child[];
  readonly possible: PossibleChild[];
  /** No more were issued than are read at once. */
  readonly isWhole: boolean;
};

const NEIGHBOURS_MAX = 1_000;

/**
 * The credentials that came from these: issued to them, made by services that called for them, or bearer tokens of their keys.
 * A credential is a child only where its own origin is one of these and no other.
 */
export async function readChildren(ctx: Context, parents: readonly Use[]): Promise<Children> {
  if (parents.length === 0) return { children: [], possible: [], isWhole: true };
  const issued = await issuedBy(ctx, parents);
  const facts = issued.flat();
  const [used, neighbours, standing] = await Promise.all([
    readUses(ctx, [...facts.flatMap(({ key }) => key ?? []), ...parents.map(({ key }) => `${key}#bearer`)]),
    readNeighbours(ctx, parents, facts),
    readByHolder(ctx, facts),
  ]);
  const known = new Set(parents.map(idOf));
  const candidates = distinct([...used, ...neighbours, ...standing]).filter((use) => !known.has(idOf(use)));
  const origins = await findOriginsOverAccounts(ctx, candidates);
  const isOwn = holdersOf(parents);
  const children = candidates.flatMap((use, n): Child[] => {
    const origin = origins[n];
    return origin?.kind === "link" && origin.link.fromIsKey && isOwn(origin.link.from, origin.link.fromWho)
      ? [{ link: origin.link, use }]
      : [];
  });
  const usedKeys = new Set(used.map(({ key }) => key));
  const followed = new Set(children.map(({ link }) => link.issuingEventId));
  const unused = foldCopies(facts)
    .filter(
      ({ key, eventId, issuerKey, asker }) =>
        key !== null && !usedKeys.has(key) && !followed.has(eventId) && isOwn(issuerKey ?? "", asker),
    )
    .map((fact): Child => ({ link: issuedLink(fact, null, "A"), use: null }));
  const possible = candidates.flatMap((use, n): PossibleChild[] => {
    const origin = origins[n];
    if (origin?.kind !== "candidates") return [];
    const own = origin.links.filter(({ from, fromIsKey, fromWho }) => fromIsKey && isOwn(from, fromWho));
    return own.length === 0 ? [] : [{ use, own: own.length, of: origin.links.length, apart: origin.apart }];
  });
  const isWhole =
    issued.every(({ length }) => length < COMPARED_MAX) &&
    neighbours.length < NEIGHBOURS_MAX &&
    standing.length < NEIGHBOURS_MAX;
  return { children: [...children, ...unused].sort(byTime), possible, isWhole };
}

/**
 * Whether a key that a record names was in the hands of one of these: a masked or forged id may be in several, and what one holder
 * issued is not another's. The copy in another account does not say which identity of the caller's it was.
 */
function holdersOf(parents: readonly Use[]): (key: string, who: Who | null) => boolean {
  const holders = new Map<string, Set<string | null>>();
  for (const { key, by } of parents) holders.set(key, (holders.get(key) ?? new Set()).add(by.id));
  return (key, who) => {
    const known = holders.get(key);
    if (known === undefined) return false;
    return who === null || who.id === null || who.kind === "foreign-account" || known.has(who.id) || known.has(null);
  };
}

async function issuedBy(ctx: Context, parents: readonly Use[]): Promise<Fact[][]> {
  const found = await readIssuances(ctx, {
    asked: sql`unnest(${parents.flatMap((use) => [use.key, ...sessionIdsOf(use)])}::text[]) with ordinality as k (key, at) cross join lateral (select k.key, k.at - 1 as n) q`,
    matches: sql`s.issuer_key = q.key`,
  });
  return [...found.values()];
}

/** Sessions of the same name that were made in the same seconds: keys of services, and calls whose key AWS leaves out. */
async function readNeighbours(ctx: Context, parents: readonly Use[], facts: readonly Fact[]): Promise<Use[]> {
  const sessions = [
    ...parents.map(({ sessionName, createdAtMs }) => ({ sessionName, atMs: createdAtMs })),
    ...facts.map(({ sessionName, timeMs }) => ({ sessionName, atMs: timeMs })),
  ].flatMap(({ sessionName, atMs }) => (sessionName === null || atMs === null ? [] : [{ sessionName, atMs }]));
  const users = parents.filter(({ sessionName, principalIds }) => sessionName === null && principalIds.length > 0);
  return readWhere(
    ctx,
    sql`(
      select c.* from unnest(
        ${sessions.map(({ sessionName }) => sessionName)}::text[], ${sessions.map(({ atMs }) => new Date(atMs - SKEW_MS))}::timestamptz[],
        ${sessions.map(({ atMs }) => new Date(atMs + SKEW_MS))}::timestamptz[]
      ) q (session_name, since, until)
      join credential c on c.session_name = q.session_name and c.created_at between q.since and q.until and (c.forwarded or c.kind = 'keyless')
      union
      select c.* from unnest(${users.flatMap(({ principalIds }) => principalIds)}::int[]) q (principal_id)
      join credential c on c.principal_id = q.principal_id and c.forwarded and c.kind = 'temporary' and c.session_name is null
      order by uid limit ${NEIGHBOURS_MAX}
    ) c`,
  );
}

/** A console session lasts up to twelve hours. */
const CONSOLE_MS = 12 * 3_600_000;

/** Of passwords, keys for one service and tokens of sign-ins no call names a key: what their holders used after they were set. */
function readByHolder(ctx: Context, facts: readonly Fact[]): Promise<Use[]> {
  const set = facts.filter(({ mechanism, account, name }) => STANDING.has(mechanism) && account && name);
  const tokens = facts.filter(
    ({ mechanism, key, sessionName }) => mechanism === "sign-in-token" && !key && sessionName,
  );
  const signIns = facts.flatMap(({ mechanism, scope }) => (mechanism === "oauth-token" && scope ? [scope] : []));
  if (set.length + tokens.length + signIns.length === 0) return Promise.resolve([]);
  return readWhere(
    ctx,
    sql`(
      (select c.* from (
        select distinct p.id, q.since from unnest(
          ${set.map(({ account }) => account)}::text[], ${set.map(({ name }) => name)}::text[], ${set.map(({ timeMs }) => new Date(timeMs - SKEW_MS))}::timestamptz[]
        ) q (account, name, since)
        join principal p on p.name = q.name and p.account = q.account and p.kind = 'user'
      ) h join credential c on c.principal_id = h.id and (c.kind = 'bearer' or c.kind = 'temporary' and c.created_at >= h.since)
      order by c.created_at, c.uid limit ${NEIGHBOURS_MAX})
      union
      (select c.* from unnest(
        ${tokens.map(({ sessionName }) => sessionName)}::text[], ${tokens.map(({ timeMs }) => new Date(timeMs - CONSOLE_MS))}::timestamptz[],
        ${tokens.map(({ timeMs }) => new Date(timeMs + CONSOLE_MS))}::timestamptz[]
      ) q (session_name, since, until)
      join credential c on c.session_name = q.session_name and c.created_at between q.since and q.until and c.from_console
      order by c.uid limit ${NEIGHBOURS_MAX})
      union
      (select * from credential where sign_in_session = any(${signIns}::text[]) order by uid limit ${NEIGHBOURS_MAX})
    ) c`,
  );
}

const STANDING: ReadonlySet<string> = new Set<Fact["mechanism"]>([
  "create-login-profile",
  "update-login-profile",
  "change-password",
  "create-service-specific-credential",
  "reset-service-specific-credential",
]);

function distinct(uses: readonly Use[]): Use[] {
  return [...new Map(uses.map((use) => [idOf(use), use])).values()];
}

function idOf({ key, by, createdAtMs }: Use): string {
  return `${by.id} ${key} ${createdAtMs}`;
}

function byTime(a: Child, b: Child): number {
  return (
    (a.link.atMs ?? a.use?.firstMs ?? 0) - (b.link.atMs ?? b.use?.firstMs ?? 0) || (a.link.to < b.link.to ? -1 : 1)
  );
}

import { z } from "zod";
import { isUuid } from "@/lib/base/is-uuid";
import { likeLiteral, likeWildcard } from "@/lib/base/like-pattern";
import { RECORD_KINDS } from "@/lib/cloudtrail/normalised-event";
import type { Context } from "@/lib/context";
import { resolveCredentials } from "@/lib/credentials/server/resolve-credentials";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { clauseValues, type EventFilter, type FilterField } from "@/lib/events/event-filter";
import { resolveIdentity } from "@/lib/identities/server/resolve-identity";
import { resolveResources } from "@/lib/naming/server/resolve-resources";
import { allowedPositions } from "./allowed-positions";
import { findAddresses } from "./find-addresses";
import type { ResolvedFilter } from "./resolved-filter";
import { resolveActions } from "./resolve-actions";

type Find = (value: string) => Promise<readonly number[]>;

/** Turns what people write into the store's numbers; a name that is unknown or fits several is refused, saying which. */
export async function resolveFilter(ctx: Context, filter: EventFilter): Promise<ResolvedFilter> {
  const ids = idFinder(filter);
  const [principals, credentials, sessions, resources, addresses, userAgents, errors] = await Promise.all([
    ids("identity", (value) => principalsOf(ctx, value)),
    ids("credential", (value) => resolveCredentials(ctx, value)),
    ids("session", (value) => findIds(ctx, sql`select id from credential where session_name = ${value}`)),
    ids("resource", (value) => resolveResources(ctx, value)),
    ids("ip", (value) => findAddresses(ctx, value)),
    ids("agent", (value) =>
      findIds(ctx, sql`select id from user_agent where user_agent ilike ${`%${likeLiteral(value)}%`}`),
    ),
    ids("error", (value) => findIds(ctx, sql`select id from error_code where code ilike ${likeWildcard(value)}`)),
  ]);
  const [actions, accounts, regions] = await Promise.all([
    resolveActions(ctx, filter),
    allowedAccounts(ctx, filter),
    allowedRegions(ctx, filter),
  ]);
  return {
    from: filter.from === null ? null : new Date(filter.from),
    to: filter.to === null ? null : new Date(filter.to),
    principals: principals.is,
    notPrincipals: principals.not,
    credentials: inBoth(credentials.is, sessions.is),
    notCredentials: [...credentials.not, ...sessions.not],
    actions,
    accounts,
    regions,
    outcomes: allowedPositions(filter, "outcome", ["ok", "error"]),
    resources: resources.is,
    notResources: resources.not,
    addresses: addresses.is,
    notAddresses: addresses.not,
    userAgents: userAgents.is,
    notUserAgents: userAgents.not,
    errors: errors.is,
    notErrors: errors.not,
    kinds: allowedPositions(filter, "kind", RECORD_KINDS),
    readOnly: allowedPositions(filter, "readonly", ["unknown", "yes", "no"]),
  };
}

function idFinder(filter: EventFilter) {
  return async (field: FilterField, find: Find): Promise<{ is: readonly number[] | null; not: readonly number[] }> => {
    const wanted = clauseValues(filter, field, false);
    const left = clauseValues(filter, field, true);
    const [is, not] = await Promise.all([Promise.all(wanted.map(find)), Promise.all(left.map(find))]);
    return { is: wanted.length === 0 ? null : is.flat(), not: not.flat() };
  };
}

function inBoth(a: readonly number[] | null, b: readonly number[] | null): readonly number[] | null {
  if (a === null || b === null) return a ?? b;
  const wanted = new Set(b);
  return a.filter((id) => wanted.has(id));
}

/** Pages ask with our own id, which nothing else has: that takes one look. */
async function principalsOf(ctx: Context, value: string): Promise<number[]> {
  const own = (id: string): Promise<number[]> =>
    findIds(ctx, sql`select principal_id as id from principal_identity where identity_id = ${id}::uuid`);
  const known = isUuid(value) ? await own(value) : [];
  return known.length > 0 ? known : own((await resolveIdentity(ctx, value)).id);
}

async function allowedAccounts(ctx: Context, filter: EventFilter): Promise<number[] | null> {
  const wanted = clauseValues(filter, "account", false);
  const left = clauseValues(filter, "account", true);
  if (wanted.length + left.length === 0) return null;
  const named = (values: readonly string[]): Sql =>
    sql`(account = any(${values}) or coalesce(name = any(${values}), false))`;
  const inside = wanted.length > 0 ? named(wanted) : sql`true`;
  return findIds(ctx, sql`select id from account where ${inside} and not ${named(left)}`);
}

async function allowedRegions(ctx: Context, filter: EventFilter): Promise<number[] | null> {
  const wanted = clauseValues(filter, "region", false);
  const left = clauseValues(filter, "region", true);
  if (wanted.length + left.length === 0) return null;
  const inside = wanted.length > 0 ? sql`region = any(${wanted})` : sql`true`;
  return findIds(ctx, sql`select id from region where ${inside} and region <> all(${left})`);
}

async function findIds(ctx: Context, query: Sql): Promise<number[]> {
  return (await rows(ctx.pool, z.object({ id: z.number() }), query)).map(({ id }) => id);
}

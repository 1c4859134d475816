import type { Context } from "@/lib/context";
import { type Endings, endingsOf, ownerOf } from "@/lib/credentials/endings";
import type { Link } from "@/lib/credentials/link";
import type { StoredTurn, Use } from "@/lib/credentials/link-facts";
import { sql } from "@/lib/db/sql";
import { readManagedDenies } from "./read-managed-denies";
import { readTurns } from "./read-turns";

type Ended = { readonly use: Use; readonly link: Link | null };

/** What ended each of these credentials, in their order: a few indexed reads for all of them. */
export async function readEndings(ctx: Context, of: readonly Ended[]): Promise<Endings[]> {
  if (of.length === 0) return [];
  const keyed = of.flatMap(({ use, link }, n) => keysOf(use, link).map((key) => ({ n, key })));
  const owned = of.flatMap(({ use }, n) => {
    const owner = ownerOf(use);
    return owner === null || use.account === null ? [] : [{ n, owner, account: use.account }];
  });
  const [byKey, byOwner, managed] = await Promise.all([
    readTurns(ctx, {
      asked: sql`unnest(${keyed.map(({ n }) => n)}::int[], ${keyed.map(({ key }) => key)}::text[]) q (n, key)`,
      matches: sql`t.key = q.key and t.thing in ('access-key', 'service-credential', 'oidc-provider', 'saml-provider', 'trust-anchor', 'pod-identity')`,
    }),
    readTurns(ctx, {
      asked: sql`unnest(
        ${owned.map(({ n }) => n)}::int[], ${owned.map(({ owner }) => owner)}::text[], ${owned.map(({ account }) => account)}::text[]
      ) q (n, owner, account)`,
      matches: sql`t.owner = q.owner and t.account = q.account and t.thing in ('user', 'role', 'deny', 'password')`,
    }),
    readManagedDenies(ctx, owned),
  ]);
  return of.map(({ use, link }, n) =>
    endingsOf(use, link, {
      turns: distinct([...(byKey.get(n) ?? []), ...(byOwner.get(n) ?? [])]),
      managed: managed.get(n),
    }),
  );
}

/** Its own id, that of what it came from, and the ids of what gave it: an ARN, or the last part of one. */
function keysOf(use: Use, link: Link | null): string[] {
  const { scope = null } = link ?? {};
  const given = scope === null ? [] : [scope, scope.slice(scope.lastIndexOf("/") + 1)];
  return [...new Set([use.key, ...(link?.fromIsKey ? [link.from] : []), ...given])];
}

function distinct(turns: readonly StoredTurn[]): StoredTurn[] {
  return [...new Map(turns.map((turn) => [`${turn.eventId} ${turn.thing} ${turn.key}`, turn])).values()];
}

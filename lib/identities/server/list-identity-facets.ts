import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, type Sql, sql } from "@/lib/db/sql";
import type { IdentityFacets, listIdentityFacets as endpoint } from "@/lib/identities/contract";
import { identityConditions } from "./identity-totals";

type Input = z.output<typeof endpoint.input>;

const Count = z.object({
  value: z.string(),
  label: z.string(),
  note: z.string().nullable(),
  identities: z.number(),
  distinct: z.number(),
});
type Count = z.output<typeof Count>;

const ACCOUNTS_MAX = 12;

/** How many identities each kind, nature and account has; a facet's own choice does not narrow it. */
export async function listIdentityFacets(ctx: Context, { filter }: Input): Promise<IdentityFacets> {
  const [kinds, human, accounts, all] = await Promise.all([
    countBy(ctx, sql`i.kind`, identityConditions(filter, "kinds")),
    countBy(ctx, sql`i.human`, identityConditions(filter, "human")),
    countBy(ctx, sql`coalesce(i.account, 'unknown')`, identityConditions(filter, "accounts")),
    firstRow(
      ctx.pool,
      z.object({ n: z.number() }),
      sql`select count(distinct identity_id)::int as n from principal_identity`,
    ),
  ]);
  const shown = accounts.filter(({ value }, index) => index < ACCOUNTS_MAX || filter.accounts.includes(value));
  return {
    kinds: kinds.map(withoutDistinct),
    human: human.map(withoutDistinct),
    accounts: shown.map(withoutDistinct),
    accountsDistinct: accounts[0]?.distinct ?? 0,
    all: all?.n ?? 0,
  };
}

function countBy(ctx: Context, column: Sql, conditions: Sql): Promise<Count[]> {
  return rows(
    ctx.pool,
    Count,
    sql`
      select f.value, f.value as label, ac.name as note, f.identities, (count(*) over ())::int as distinct
      from (select ${column} as value, count(*)::int as identities from identity i where ${conditions} group by 1) f
      left join account ac on ac.account = f.value
      order by f.identities desc, f.value`,
  );
}

function withoutDistinct({ distinct: _distinct, ...count }: Count): Omit<Count, "distinct"> {
  return count;
}

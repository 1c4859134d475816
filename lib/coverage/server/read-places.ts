import type { Pool } from "pg";
import { z } from "zod";
import { isAccountId } from "@/lib/cloudtrail/arn";
import { rows, sql } from "@/lib/db/sql";
import type { Fact, HeldPlace } from "../fact";
import { inventoryAccount } from "../inventory-at";
import { memberAccount } from "../membership";

type Sources = { readonly facts: readonly Fact[]; readonly held: readonly HeldPlace[] };

const AccountRow = z.object({ id: z.string(), name: z.string().nullable(), isRecorded: z.boolean() });
const RegionRow = z.object({ region: z.string() });

export type KnownPlaces = {
  readonly accounts: readonly { readonly id: string; readonly name: string | null }[];
  readonly regions: readonly string[];
};

/** The accounts and Regions that there is anything to say about: those of records and those of the configuration. */
export async function readPlaces(pool: Pool, { facts, held }: Sources): Promise<KnownPlaces> {
  const [accountRows, regionRows] = await Promise.all([
    rows(
      pool,
      AccountRow,
      // The first account from each on, so that an index is walked: asked for equality, the planner reads all that was ever counted.
      sql`
        select a.account as id, a.name, coalesce(d.account_id = a.id, false) as "isRecorded" from account a
        left join lateral (select account_id from activity_day where account_id >= a.id order by account_id limit 1) d on true`,
    ),
    rows(pool, RegionRow, sql`select region from region`),
  ]);
  const names = new Map(accountRows.map(({ id, name }) => [id, name]));
  const accounts = new Set(accountRows.filter(({ isRecorded }) => isRecorded).map(({ id }) => id));
  const regions = new Set(regionRows.map(({ region }) => region));
  for (const { account, region } of held) {
    accounts.add(account);
    regions.add(region);
  }
  for (const fact of facts) {
    if (fact.aspect === "membership") accounts.add(memberAccount(fact.subject));
    if (fact.aspect === "inventory") accounts.add(inventoryAccount(fact.subject));
    if (fact.aspect !== "settings" || fact.value === null) continue;
    accounts.add(fact.value.owner);
    regions.add(fact.value.home);
  }
  return {
    accounts: [...accounts]
      .filter(isAccountId)
      .toSorted()
      .map((id) => ({ id, name: names.get(id) ?? null })),
    regions: [...regions].filter((region) => /^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)).toSorted(),
  };
}

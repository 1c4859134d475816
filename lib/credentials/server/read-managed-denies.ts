import { z } from "zod";
import { parseArn } from "@/lib/cloudtrail/arn";
import type { Context } from "@/lib/context";
import type { StoredTurn } from "@/lib/credentials/link-facts";
import { type ManagedDenies, managedDenies } from "@/lib/credentials/managed-denies";
import { rows, sql } from "@/lib/db/sql";
import { readTurns } from "./read-turns";

type Owned = { readonly n: number; readonly owner: string; readonly account: string };

/** The last policies of an account that deny sessions: more of them than anybody writes. */
const DENYING_MAX = 100;

/**
 * What customer-managed policies do to the sessions of these roles and users, by number: those that the log shows attached, and those
 * of the account that deny sessions and may be.
 */
export async function readManagedDenies(ctx: Context, of: readonly Owned[]): Promise<Map<number, ManagedDenies>> {
  if (of.length === 0) return new Map();
  const [attached, denying] = await Promise.all([readAttached(ctx, of), readDenying(ctx, of)]);
  const asked = of.map(({ n, account }) => {
    const own = (attached.get(n) ?? []).map(policyIn).filter((arn) => parseArn(arn)?.account === account);
    return [...new Set([...own, ...(denying.get(account) ?? [])])];
  });
  const versions = await readVersions(ctx, [...new Set(asked.flat())]);
  return new Map(
    of.map(({ n, owner }, at) => {
      const policies = (asked[at] ?? []).map((arn) => ({
        arn,
        attached: (attached.get(n) ?? []).filter((turn) => policyIn(turn) === arn),
        versions: versions.get(arn) ?? [],
      }));
      return [n, managedDenies(owner, policies)];
    }),
  );
}

/** `role/NAME ARN`: neither name nor ARN has a space. */
function policyIn({ key }: StoredTurn): string {
  return key.slice(key.indexOf(" ") + 1);
}

function readAttached(ctx: Context, of: readonly Owned[]): Promise<Map<number, StoredTurn[]>> {
  return readTurns(ctx, {
    asked: sql`unnest(
      ${of.map(({ n }) => n)}::int[], ${of.map(({ owner }) => owner)}::text[], ${of.map(({ account }) => account)}::text[]
    ) q (n, owner, account)`,
    matches: sql`t.owner = q.owner and t.account = q.account and t.thing = 'policy'
      and t.key like '% arn:%:policy/%' and t.key not like '% arn:%:iam::aws:policy/%'`,
  });
}

const Denying = z.object({ account: z.string(), owner: z.string() });

/** Policies that some version of denies sessions, by the account that they belong to. */
async function readDenying(ctx: Context, of: readonly Owned[]): Promise<Map<string, string[]>> {
  const found = await rows(
    ctx.pool,
    Denying,
    sql`
      select q.account, p.owner from unnest(${[...new Set(of.map(({ account }) => account))]}::text[]) q (account)
      cross join lateral (
        select owner from life_turn t where t.thing = 'policy-deny' and t.effect = 'made' and t.account = q.account
        group by owner order by max(event_time) desc, owner limit ${DENYING_MAX}
      ) p order by q.account, p.owner`,
  );
  const arns = new Map<string, string[]>();
  for (const { account, owner } of found) {
    const arn = owner.slice(OWNER.length);
    if (parseArn(arn)?.account === account) arns.set(account, [...(arns.get(account) ?? []), arn]);
  }
  return arns;
}

const OWNER = "policy/";

async function readVersions(ctx: Context, arns: readonly string[]): Promise<Map<string, StoredTurn[]>> {
  const found = await readTurns(ctx, {
    asked: sql`unnest(
      ${arns.map((_arn, n) => n)}::int[], ${arns.map((arn) => OWNER + arn)}::text[], ${arns.map((arn) => parseArn(arn)?.account ?? "")}::text[]
    ) q (n, owner, account)`,
    matches: sql`t.owner = q.owner and t.account = q.account and t.thing in ('policy-version', 'policy-deny')`,
  });
  return new Map(arns.map((arn, n) => [arn, found.get(n) ?? []]));
}

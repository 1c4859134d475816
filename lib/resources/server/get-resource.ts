import { z } from "zod";
import { parseArn } from "@/lib/cloudtrail/arn";
import type { Context } from "@/lib/context";
import { resourceAliases } from "@/lib/coverage/answers/resource-aliases";
import { firstRow, rows, type Sql, sql } from "@/lib/db/sql";
import { ResourceLink } from "@/lib/events/contract";
import type { getResource as endpoint, ResourceHead } from "@/lib/resources/contract";
import { findThing, type Thing } from "./find-thing";

type Input = z.output<typeof endpoint.input>;

const Times = z.object({ first: z.date().nullable(), last: z.date().nullable(), hasChildren: z.boolean() });
const AccountRow = z.object({ id: z.string(), name: z.string().nullable() });

/** What a resource is, what it belongs to, and from when to when anything touched it or what lies in it. */
export async function getResource(ctx: Context, { resource }: Input): Promise<ResourceHead> {
  const thing = await findThing(ctx, resource);
  const [times, accounts, parents, otherNames] = await Promise.all([
    readTimes(ctx, thing.ids),
    rows(
      ctx.pool,
      AccountRow,
      sql`select t.id, a.name from unnest(${[...thing.accounts]}::text[]) t (id) left join account a on a.account = t.id order by t.id`,
    ),
    thing.parentId === null ? [] : readLinks(ctx, sql`id = ${thing.parentId}`),
    readOtherNames(ctx, thing),
  ]);
  return {
    id: thing.id,
    key: thing.key,
    type: thing.type,
    accounts,
    region: parseArn(thing.key)?.region || null,
    parent: parents[0] ?? null,
    otherNames,
    hasChildren: times?.hasChildren ?? false,
    firstMs: times?.first?.getTime() ?? null,
    lastMs: times?.last?.getTime() ?? null,
  };
}

/** By the indexes of what was acted on and named in passing; of what lies in it by the rollup, which has the container. */
function readTimes(ctx: Context, ids: readonly number[]): Promise<z.output<typeof Times> | null> {
  return firstRow(
    ctx.pool,
    Times,
    sql`
      with touch as (
        select min(t.first) as first, max(t.last) as last from unnest(${[...ids]}::int[]) r (id) cross join lateral (
          select (select min(event_time) from event where resource_id = r.id) as first, (select max(event_time) from event where resource_id = r.id) as last
          union all
          select (select min(event_time) from event_resource where resource_id = r.id), (select max(event_time) from event_resource where resource_id = r.id)
          union all
          select min(first_at), max(last_at) from activity_hour where container_id = r.id
        ) t)
      select first, last, exists (select from resource where parent_id = any(${[...ids]}::int[])) as "hasChildren" from touch`,
  );
}

/** Bare names that records of its own accounts give to what its ARN names. */
function readOtherNames(ctx: Context, { key, accounts }: Thing): Promise<z.output<typeof ResourceLink>[]> {
  const names = resourceAliases(key).filter((name) => name !== key && name !== "");
  if (names.length === 0 || accounts.length === 0) return Promise.resolve([]);
  return readLinks(ctx, sql`key = any(${names}) and account = any(${[...accounts]})`);
}

function readLinks(ctx: Context, condition: Sql): Promise<z.output<typeof ResourceLink>[]> {
  return rows(
    ctx.pool,
    ResourceLink,
    sql`select uid, key, type from resource where ${condition} order by key, type limit 20`,
  );
}

import { z } from "zod";
import { likeLiteral } from "@/lib/base/like-pattern";
import type { Context } from "@/lib/context";
import { firstRow, rows, type Sql, sql } from "@/lib/db/sql";
import { ResourceLink } from "@/lib/events/contract";
import { CHILDREN_COUNTED, type listChildren as endpoint, type ResourceChildren } from "@/lib/resources/contract";
import { findThing, type Thing } from "./find-thing";

type Input = z.output<typeof endpoint.input>;

const Row = ResourceLink.extend({ last: z.date().nullable() });

/** What lies in a resource or belongs to it, in the order of their names; a page costs the same wherever it lies. */
export async function listChildren(ctx: Context, input: Input): Promise<ResourceChildren> {
  const thing = await findThing(ctx, input.resource);
  const within = childrenOf(thing, input.startsWith);
  const [found, counted] = await Promise.all([
    rows(
      ctx.pool,
      Row,
      sql`
        select c.uid, c.key, c.type, greatest(
          (select max(event_time) from event where resource_id = c.id), (select max(event_time) from event_resource where resource_id = c.id)) as last
        from (
          select id, uid, key, type from resource where ${within} and (${input.cursor}::text is null or key ~>~ ${input.cursor})
          order by key using ~<~, id limit ${input.limit + 1}
        ) c order by c.key using ~<~, c.id`,
    ),
    firstRow(
      ctx.pool,
      z.object({ count: z.number() }),
      sql`select count(*)::int as count from (select from resource where ${within} limit ${CHILDREN_COUNTED + 1}) c`,
    ),
  ]);
  const page = found.slice(0, input.limit);
  const inAll = counted?.count ?? 0;
  return {
    rows: page.map(({ last, ...link }) => ({ ...link, lastMs: last?.getTime() ?? null })),
    next: found.length > input.limit ? (page.at(-1)?.key ?? null) : null,
    inAll: Math.min(inAll, CHILDREN_COUNTED),
    isCountWhole: inAll <= CHILDREN_COUNTED,
  };
}

/** Where the ARNs of children begin with that of what holds them, the index of names has them side by side. */
function childrenOf({ ids, key, type }: Thing, startsWith: string): Sql {
  const isOf = sql`parent_id = any(${[...ids]}::int[])`;
  if (type.endsWith("::Bucket")) return sql`${isOf} and key like ${`${likeLiteral(`${key}/${startsWith}`)}%`}`;
  if (startsWith === "") return isOf;
  return sql`${isOf} and (key like ${`%/${likeLiteral(startsWith)}%`} or key like ${`%:${likeLiteral(startsWith)}%`})`;
}

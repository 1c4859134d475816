import { z } from "zod";
import { isUuid } from "@/lib/base/is-uuid";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { athenaWhere } from "@/lib/events/athena-query";
import { commandLine } from "@/lib/events/command-line";
import type { getQueryText as endpoint } from "@/lib/events/contract";

type Input = z.output<typeof endpoint.input>;
type Output = z.input<typeof endpoint.output>;

const Named = z.object({ id: z.string(), name: z.string() });

/** A filter as a command of ours and as a condition on CloudTrail fields, our ids written as the ARNs and names that they stand for. */
export async function getQueryText(ctx: Context, { filter }: Input): Promise<Output> {
  const ids = filter.clauses.map(({ value }) => value).filter(isUuid);
  const found =
    ids.length === 0
      ? []
      : await rows(
          ctx.pool,
          Named,
          sql`
            select id::text, coalesce(arn, key) as name from identity where id = any(${ids}::uuid[])
            union all
            select uid::text, key from resource where uid = any(${ids}::uuid[])`,
        );
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const named = filter.clauses.map((clause) => ({ ...clause, value: names.get(clause.value) ?? clause.value }));
  return { command: commandLine({ ...filter, clauses: named }), athena: athenaWhere(filter, names) };
}

import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { Overview } from "../contract";

type Input = { readonly days: readonly string[]; readonly limit: number };

const Row = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  human: z.enum(["human", "non-human", "undetermined"]),
  events: z.number(),
  errors: z.number(),
  perDay: z.record(z.string(), z.number()),
});

/** The identities with the most records within the days, each with its count per day. */
export async function listMostActive(
  { pool }: Pick<Context, "pool">,
  { days, limit }: Input,
): Promise<Overview["mostActive"]> {
  const [first] = days;
  if (first === undefined) return [];
  const found = await rows(
    pool,
    Row,
    sql`
      with per_day as (
        select pi.identity_id, a.day, sum(a.events) as events, sum(a.events) filter (where a.outcome = 1) as errors
        from activity_day a
        join principal_identity pi using (principal_id)
        where a.day >= ${`${first}T00:00:00Z`}::timestamptz
        group by 1, 2
      ), busiest as (
        select identity_id, sum(events) as events, coalesce(sum(errors), 0) as errors,
               jsonb_object_agg(to_char(day at time zone 'UTC', 'YYYY-MM-DD'), events) as per_day
        from per_day
        group by 1
        order by 2 desc, 1
        limit ${limit}
      )
      select i.id, i.name, i.kind, i.account, c.name as "accountName", i.human,
             b.events::float8 as events, b.errors::float8 as errors, b.per_day as "perDay"
      from busiest b
      join identity i on i.id = b.identity_id
      left join account c on c.account = i.account
      order by b.events desc, i.id`,
  );
  return found.map((row) => ({ ...row, perDay: days.map((day) => row.perDay[day] ?? 0) }));
}

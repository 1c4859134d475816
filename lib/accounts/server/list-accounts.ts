import type { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { AccountRow, type accountsList } from "../contract";

/** Every account that an event, a log file or an imported list names; a few thousand at most. */
export async function listAccounts({ pool }: Pick<Context, "pool">): Promise<z.input<typeof accountsList.output>> {
  const accounts = await rows(
    pool,
    AccountRow,
    sql`
      select account, coalesce(o.name, a.name) as name, o.email, o.status, o.organisation, o.parent,
        extract(epoch from o.joined_at)::float8 * 1000 as "joinedAtMs",
        case o.origin when 1 then 'imported' when 2 then 'files' end as origin,
        floor(extract(epoch from o.received_at) * 1000)::float8 as "receivedAtMs"
      from account a full join organisation_account o using (account)
      order by coalesce(o.name, a.name) is null, lower(coalesce(o.name, a.name)), account`,
  );
  return { accounts };
}

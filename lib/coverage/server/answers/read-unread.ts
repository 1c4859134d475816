import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { AnswerEvidence } from "../../answers/answer";
import type { ResolvedResource } from "./ask-resource";

const DAY_MS = 86_400_000;
const LOOK_BACK_MS = 400 * DAY_MS;

type Time = { readonly from: Date; readonly to: Date };

/** Records that could not be read, in files that may hold something of a time: of these accounts, or of nobody knows which. */
export async function readUnread(
  ctx: Context,
  { from, to, accounts }: Time & { readonly accounts: readonly string[] },
): Promise<AnswerEvidence["quarantined"]> {
  const found = await firstRow(
    ctx.pool,
    z.object({ records: z.number(), files: z.number() }),
    sql`
      select coalesce(sum(greatest(f.quarantined, 1)), 0)::float8 as records, count(*)::float8 as files from log_file f
      where (f.quarantined > 0 or f.damage is not null)
        and (f.publish_time is null or f.publish_time >= ${from} and f.publish_time < ${new Date(to.getTime() + DAY_MS)})
        and (exists (select from log_file_location l where l.log_file_id = f.id and l.path like any(${accounts.map((account) => `%${account}%`)}))
          or not exists (select from log_file_location l where l.log_file_id = f.id and l.path ~ 'AWSLogs/'))`,
  );
  return found ?? { records: 0, files: 0 };
}

/** Whether a thing was touched with success before a time. */
export async function existedBefore(ctx: Context, { ids }: ResolvedResource, from: Date): Promise<boolean> {
  const found = await firstRow(
    ctx.pool,
    z.object({ is: z.boolean() }),
    sql`
      select exists (select from event e where e.resource_id = any(${[...ids]}) and e.error_id is null
        and e.event_time >= ${new Date(from.getTime() - LOOK_BACK_MS)} and e.event_time < ${from}) as is`,
  );
  return found?.is ?? false;
}

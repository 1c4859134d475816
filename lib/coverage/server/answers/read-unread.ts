import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { AnswerEvidence } from "../../answers/answer";
import type { ResolvedResource } from "./ask-resource";

const DAY_MS = 86_400_000;
const LOOK_BACK_MS = 400 * DAY_MS;

const NONE = { records: 0, files: 0 };

type Time = { readonly from: Date; readonly to: Date };

const Unread = z.object({ records: z.number(), files: z.number() });

/**
 * Records that could not be read, in files that may hold something of a time: of these accounts, or of nobody knows which. Those of files
 * that retention dropped are counted apart.
 */
export async function readUnread(
  ctx: Context,
  { from, to, accounts }: Time & { readonly accounts: readonly string[] },
): Promise<Pick<AnswerEvidence, "quarantined" | "droppedUnread">> {
  const found = await firstRow(
    ctx.pool,
    z.object({ quarantined: Unread, droppedUnread: Unread }),
    sql`
      select
        json_build_object('records', coalesce(sum(greatest(f.quarantined, 1)) filter (where f.dropped_at is null), 0),
          'files', count(*) filter (where f.dropped_at is null)) as quarantined,
        json_build_object('records', coalesce(sum(greatest(d.quarantined, 1)) filter (where f.dropped_at is not null), 0),
          'files', count(*) filter (where f.dropped_at is not null)) as "droppedUnread"
      from log_file f left join dropped_file d on d.log_file_id = f.id
      where (f.quarantined > 0 or d.quarantined > 0 or f.damage is not null)
        and (f.publish_time is null or f.publish_time >= ${from} and f.publish_time < ${new Date(to.getTime() + DAY_MS)})
        and (exists (select from log_file_location l where l.log_file_id = f.id and l.path like any(${accounts.map((account) => `%${account}%`)}))
          or not exists (select from log_file_location l where l.log_file_id = f.id and l.path ~ 'AWSLogs/'))`,
  );
  return found ?? { quarantined: NONE, droppedUnread: NONE };
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

import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { formatTime } from "@/lib/base/format-time";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";

const DroppedRow = z.object({ timeMs: z.number(), atMs: z.number(), sha256: z.string(), path: z.string().nullable() });

/** Throws `AppError` "gone" with when and with which log file an event was dropped by retention, where it was. */
export async function refuseDropped(
  { pool }: Pick<Context, "pool">,
  { id, eventId }: { readonly id: string; readonly eventId: string },
): Promise<void> {
  const dropped = await firstRow(
    pool,
    DroppedRow,
    sql`
      select extract(epoch from l.event_time)::float8 * 1000 as "timeMs", extract(epoch from f.dropped_at)::float8 * 1000 as "atMs",
        encode(f.sha256, 'hex') as sha256, (select min(o.path) from log_file_location o where o.log_file_id = f.id) as path
      from event_locator l join log_file f on f.id = l.dropped_file_id where l.event_id = ${id}::uuid`,
  );
  if (dropped === null) return;
  const { timeMs, atMs, sha256, path } = dropped;
  throw new AppError(
    "gone",
    `The record of event "${eventId}" of ${formatTime(timeMs)} was dropped by retention on ${formatTime(atMs)}, with its log file ` +
      `${path ?? "without a name"} (SHA-256 ${sha256}). Strips and totals still count it; its bytes are not here any more.`,
  );
}

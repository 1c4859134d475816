import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { Retention } from "../contract";
import { readRetention } from "./retention-setting";

const DroppedRow = z.object({
  files: z.number(),
  events: z.number(),
  bytes: z.number(),
  fromMs: z.number().nullable(),
  toMs: z.number().nullable(),
  lastAtMs: z.number().nullable(),
});

/** How long log files are kept, and what was dropped so far. */
export async function getRetention({ pool }: Pick<Context, "pool">): Promise<Retention> {
  const [setting, dropped] = await Promise.all([
    readRetention(pool),
    firstRow(
      pool,
      DroppedRow,
      sql`
        select count(*)::float8 as files, coalesce(sum(d.stored), 0)::float8 as events, coalesce(sum(f.delivered_bytes), 0)::float8 as bytes,
          extract(epoch from min(d.first_at))::float8 * 1000 as "fromMs", extract(epoch from max(d.last_at))::float8 * 1000 as "toMs",
          extract(epoch from max(f.dropped_at))::float8 * 1000 as "lastAtMs"
        from dropped_file d join log_file f on f.id = d.log_file_id`,
    ),
  ]);
  const { lastAtMs = null, ...counts } = dropped ?? {};
  return {
    days: setting?.days ?? null,
    setBy: setting?.by ?? null,
    setAtMs: setting === null ? null : Date.parse(setting.at),
    dropped: lastAtMs === null ? null : { ...DroppedRow.omit({ lastAtMs: true }).parse(counts), lastAtMs },
  };
}

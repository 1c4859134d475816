import { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { exportSelected as endpoint } from "@/lib/events/contract";
import { storedEventId } from "@/lib/events/event-id";
import { exportHead, exportLine } from "@/lib/events/export-format";
import { readRecords } from "./read-rows";

type Input = z.output<typeof endpoint.input>;
type Output = z.input<typeof endpoint.output>;

const Located = z.object({ time: z.date(), id: z.string(), principalId: z.number() });

/** Chosen events as CSV or NDJSON, oldest first. Audited before they are read. */
export async function exportSelected(ctx: Context, { eventIds, format }: Input): Promise<Output> {
  await recordAudit(ctx, { action: "events.export", target: null, detail: { format, eventIds } });
  const ids = [...new Set(eventIds.map((eventId) => storedEventId(eventId.trim()).id))];
  const keys = await rows(
    ctx.pool,
    Located,
    sql`
      select event_time as time, event_id as id, principal_id as "principalId" from event_locator
      where event_id = any(${ids}::uuid[]) order by event_time, event_id`,
  );
  const records = await readRecords(ctx, keys);
  const lines = records.map((record) => exportLine(record, format));
  return { text: `${exportHead(format)}${lines.join("")}`, events: records.length };
}

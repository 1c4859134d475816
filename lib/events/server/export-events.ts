import QueryStream from "pg-query-stream";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import { sql } from "@/lib/db/sql";
import type { EventFilter } from "@/lib/events/event-filter";
import { type EventRecord, exportHead, exportLine, toEventRecord } from "@/lib/events/export-format";
import type { ExportFormat } from "@/lib/events/export-formats";
import { eventRowSql, FURTHER_KEYS, StoredEventRecord, toEventRow } from "./event-row-sql";
import { filterSpan } from "./filter-span";
import { eventConditions, eventSource } from "./filter-sql";
import { resolveFilter } from "./resolve-filter";

const BATCH_ROWS = 1000;

/**
 * Every matching event as CSV or NDJSON, oldest first, as they stood at one moment. Audited before the first line; the memory that
 * it takes does not grow with the number of events.
 */
export async function exportEvents(
  ctx: Context,
  input: { filter: EventFilter; format: ExportFormat },
): Promise<AsyncGenerator<string>> {
  const filter = await resolveFilter(ctx, input.filter);
  const span = await filterSpan(ctx, filter);
  await recordAudit(ctx, {
    action: "events.export",
    target: null,
    detail: { format: input.format, from: input.filter.from, to: input.filter.to, clauses: input.filter.clauses },
  });
  const query =
    span &&
    sql`
    ${eventRowSql(sql`(select e.* from ${eventSource(filter, span)} where ${eventConditions(filter)}) e`, FURTHER_KEYS)}
    order by e.event_time, e.event_id`;
  return lines(ctx, query, input.format);
}

async function* lines(
  ctx: Context,
  query: ReturnType<typeof sql> | null,
  format: ExportFormat,
): AsyncGenerator<string> {
  yield exportHead(format);
  if (query === null) return;
  const client = await ctx.pool.connect();
  const { text, values } = query.compile();
  const stream = client.query(new QueryStream(text, values, { batchSize: BATCH_ROWS }));
  let isDone = false;
  try {
    let block = "";
    for await (const row of stream) {
      ctx.signal.throwIfAborted();
      block += exportLine(toRecord(row), format);
      if (block.length > 1 << 16) {
        yield block;
        block = "";
      }
    }
    if (block !== "") yield block;
    isDone = true;
  } finally {
    stream.destroy();
    // A cursor that was left early may still be answering: such a connection is not used again.
    client.release(!isDone);
  }
}

function toRecord(row: unknown): EventRecord {
  const stored = StoredEventRecord.parse(row);
  return toEventRecord(toEventRow(stored), stored.furtherKeys);
}

import QueryStream from "pg-query-stream";
import type { Context } from "@/lib/context";
import { sql } from "@/lib/db/sql";
import { AUDIT_COLUMNS, auditLine } from "../audit-line";
import type { AuditExport } from "../contract";
import { auditColumns, auditConditions, auditTables, StoredAuditEntry, toAuditEntry } from "./audit-sql";
import { recordAudit } from "./record-audit";

const BATCH_ROWS = 1000;

/** Every entry of the filter, oldest first, as it stands at this moment. The export is written down first, and so is in itself. */
export async function exportAudit(ctx: Context, { filter, format }: AuditExport): Promise<AsyncGenerator<string>> {
  await recordAudit(ctx, { action: "audit.export", target: null, detail: { format, ...filter } });
  const query = sql`select ${auditColumns} from ${auditTables} where ${auditConditions(filter)} order by l.id`;
  return lines(ctx, query.compile(), format);
}

async function* lines(
  ctx: Context,
  { text, values }: { readonly text: string; readonly values: unknown[] },
  format: AuditExport["format"],
): AsyncGenerator<string> {
  if (format === "csv") yield `${AUDIT_COLUMNS.join(",")}\r\n`;
  const client = await ctx.pool.connect();
  const stream = client.query(new QueryStream(text, values, { batchSize: BATCH_ROWS }));
  let isDone = false;
  try {
    for await (const row of stream) {
      ctx.signal.throwIfAborted();
      yield auditLine(toAuditEntry(StoredAuditEntry.parse(row)), format);
    }
    isDone = true;
  } finally {
    stream.destroy();
    // A cursor that was left early may still be answering: such a connection is not used again.
    client.release(!isDone);
  }
}

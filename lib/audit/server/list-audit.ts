import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import type { auditList } from "../contract";
import { auditColumns, auditConditions, auditTables, StoredAuditEntry, toAuditEntry } from "./audit-sql";

type Input = z.output<typeof auditList.input>;
type Output = z.input<typeof auditList.output>;

const Counted = z.object({ matching: z.int(), total: z.int() });

/** Entries of the audit log, newest first, in the order in which they were written. */
export async function listAudit(ctx: Pick<Context, "pool">, { filter, cursor, limit }: Input): Promise<Output> {
  const conditions = auditConditions(filter);
  const before = cursor === null ? sql`true` : sql`l.id < ${cursor}::bigint`;
  const found = await rows(
    ctx.pool,
    StoredAuditEntry,
    sql`select ${auditColumns} from ${auditTables} where ${conditions} and ${before} order by l.id desc limit ${limit + 1}`,
  );
  const counted = await firstRow(
    ctx.pool,
    Counted,
    sql`select count(*) filter (where ${conditions})::int as matching, count(*)::int as total from audit_log l`,
  );
  const shown = found.slice(0, limit);
  return {
    rows: shown.map(toAuditEntry),
    next: found.length > limit ? (shown[shown.length - 1]?.id ?? null) : null,
    matching: counted?.matching ?? 0,
    total: counted?.total ?? 0,
  };
}

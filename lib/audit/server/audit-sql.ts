import { z } from "zod";
import { likeLiteral } from "@/lib/base/like-pattern";
import { join, type Sql, sql } from "@/lib/db/sql";
import type { AuditEntry, AuditFilter } from "../contract";

/** What of the audit log fits a filter. */
export function auditConditions({ who, action, target, from, to }: AuditFilter): Sql {
  const part = (text: string): string => `%${likeLiteral(text)}%`;
  const isFamily = action?.endsWith(".") === true;
  const conditions = [
    who === null ? null : sql`l.actor_name ilike ${part(who)}`,
    action === null ? null : isFamily ? sql`starts_with(l.action, ${action})` : sql`l.action = ${action}`,
    target === null
      ? null
      : sql`(l.target ilike ${part(target)} or l.detail ->> 'username' ilike ${part(target)} or l.detail ->> 'name' ilike ${part(target)})`,
    from === null ? null : sql`l.at >= ${from}`,
    to === null ? null : sql`l.at < ${to}`,
  ];
  return join(
    conditions.filter((condition) => condition !== null),
    " and ",
  );
}

/** The columns of an entry; the log is `l`, the tokens are `t`. */
export const auditColumns = sql`
  l.id::text, l.at, l.actor_kind as "actorKind", l.actor_name as "actorName", l.action, l.target, l.detail, l.address,
  coalesce(t.name, l.token_id::text) as token`;

export const auditTables = sql`audit_log l left join api_token t on t.id = l.token_id`;

export const StoredAuditEntry = z.object({
  id: z.string(),
  at: z.date(),
  actorKind: z.string(),
  actorName: z.string(),
  action: z.string(),
  target: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
  token: z.string().nullable(),
});

/** A stored entry as it goes over the wire. */
export function toAuditEntry(row: z.infer<typeof StoredAuditEntry>): AuditEntry {
  return { ...row, at: row.at.toISOString() };
}

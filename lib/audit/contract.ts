import { z } from "zod";
import { defineEndpoint, defineStream } from "@/lib/http/endpoint";

const LONGEST = 200;

/** Which entries of the audit log: all conditions hold at once. */
export const AuditFilter = z.object({
  /** Part of a name, in any case. */
  who: z.string().trim().max(LONGEST).nullable().default(null),
  /** An action, or with "." at its end all that begin so: "user.". */
  action: z.string().trim().max(LONGEST).nullable().default(null),
  /** Part of what it was done to, or of the name of that. */
  target: z.string().trim().max(LONGEST).nullable().default(null),
  from: z.iso.datetime().nullable().default(null),
  to: z.iso.datetime().nullable().default(null),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actorKind: z.string(),
  actorName: z.string(),
  action: z.string(),
  target: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
  /** The API token with which it was done; its name if it still has one. */
  token: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const auditList = defineEndpoint({
  method: "GET",
  path: "/api/v1/audit",
  role: "admin",
  input: z.object({
    filter: AuditFilter,
    cursor: z
      .string()
      .regex(/^\d{1,18}$/)
      .nullable()
      .default(null),
    limit: z.number().int().min(1).max(500).default(100),
  }),
  /** Newest first; `matching` of `total` entries fit the filter. */
  output: z.object({
    rows: z.array(AuditEntry),
    next: z.string().nullable(),
    matching: z.number(),
    total: z.number(),
  }),
});

export const auditActions = defineEndpoint({
  method: "GET",
  path: "/api/v1/audit/actions",
  role: "admin",
  input: z.object({}),
  output: z.object({ actions: z.array(z.string()) }),
});

export const AUDIT_FORMATS = ["csv", "ndjson"] as const;
export const AuditExport = z.object({ filter: AuditFilter, format: z.enum(AUDIT_FORMATS) });
export type AuditExport = z.infer<typeof AuditExport>;

export const auditExport = defineStream({
  method: "GET",
  path: "/api/v1/audit/export",
  role: "admin",
  scope: "admin",
});

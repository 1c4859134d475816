import type { FilterClause, FilterField } from "@/lib/events/event-filter";

/** What people call the fields of a filter. */
export const FIELD_NAMES: Record<FilterField, string> = {
  identity: "identity",
  credential: "credential",
  session: "session",
  action: "action",
  source: "service",
  resource: "resource",
  account: "account",
  region: "region",
  ip: "address",
  outcome: "outcome",
  error: "error",
  category: "category",
  kind: "kind",
  readonly: "read only",
  agent: "user agent",
};

/** How each field is written, for the field where it is typed. */
export const FIELD_HINTS: Record<FilterField, string> = {
  identity: "ARN, name, unique id or key id",
  credential: "AKIA… or ASIA…",
  session: "name of the role session",
  action: "GetObject, s3:GetObject or Delete*",
  source: "s3 or s3.amazonaws.com",
  resource: "ARN, name, or bucket/key; a bucket means its objects too",
  account: "111122223333, or its name",
  region: "us-east-1",
  ip: "203.0.113.7, 203.0.113.* or 203.0.113.0/24",
  outcome: "ok or error",
  error: "AccessDenied, or Access*",
  category: "management, data, …",
  kind: "api-call, sign-in, …",
  readonly: "yes, no or unknown",
  agent: "part of the user agent, such as Boto3",
};

/** A clause in words. */
export function clauseLabel({ field, not }: FilterClause): string {
  return `${FIELD_NAMES[field]}${not ? " not" : ""}`;
}

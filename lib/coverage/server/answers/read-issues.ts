import { z } from "zod";
import { MECHANISMS } from "@/lib/cloudtrail/issuance";
import { PRINCIPAL_KINDS } from "@/lib/cloudtrail/normalised-event";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { Issue } from "../../answers/origin-of";

const Row = z.object({
  key: z.string(),
  mechanism: z.enum(MECHANISMS),
  principalId: z.number(),
  principalKind: z.enum(PRINCIPAL_KINDS),
  issuerKey: z.string().nullable(),
  subject: z.string().nullable(),
});

const LEVELS_MAX = 8;

/** How credentials were obtained, and those with which they were obtained, and so on back to the first: by key. */
export async function readIssues(ctx: Context, keys: readonly string[]): Promise<Map<string, Issue[]>> {
  const issues = new Map<string, Issue[]>();
  let wanted = [...new Set(keys)];
  for (let level = 0; level < LEVELS_MAX && wanted.length > 0; level++) {
    const found = await rows(
      ctx.pool,
      Row,
      sql`
        select distinct s.issued_key as key, s.mechanism, s.principal_id as "principalId", p.kind as "principalKind",
          s.issuer_key as "issuerKey", s.subject
        from issuance s join principal p on p.id = s.principal_id where s.issued_key = any(${wanted})
        order by s.issued_key, s.principal_id`,
    );
    for (const { key, ...issue } of found) issues.set(key, [...(issues.get(key) ?? []), issue]);
    const next = found.flatMap(({ issuerKey }) => (issuerKey === null || issues.has(issuerKey) ? [] : [issuerKey]));
    wanted = [...new Set(next)];
  }
  return issues;
}

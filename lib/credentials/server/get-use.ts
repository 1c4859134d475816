import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Use } from "@/lib/credentials/link-facts";
import { GRADES } from "@/lib/credentials/link";
import { firstRow, sql } from "@/lib/db/sql";
import { findOrigins } from "./find-origins";
import { findCredentials, noSuchCredential, refuseSeveral } from "./resolve-credentials";
import { readUses } from "./read-uses";
import { unusedOf } from "./unused-of";

/**
 * The credential that a key id, our id or a session name means, also one that was issued and never used in the store. Throws
 * `not-found`, and `conflict` with the list where the text fits several.
 */
export async function getUse(ctx: Context, text: string): Promise<Use> {
  const found = await findCredentials(ctx, text);
  refuseSeveral(text, found);
  const [one] = found;
  if (one === undefined) return getIssued(ctx, text);
  const uses = (await readUses(ctx, [one.key])).filter(({ by }) => by.id === one.identityId);
  return mostProven(ctx, text, uses);
}

/** Of several lives of one key id the one whose origin is known best, then the first. */
async function mostProven(ctx: Context, text: string, uses: readonly Use[]): Promise<Use> {
  const [first] = uses;
  if (first === undefined) throw noSuchCredential(text);
  if (uses.length === 1) return first;
  const origins = await findOrigins(ctx, uses);
  const ranks = origins.map((origin) => (origin.kind === "link" ? GRADES.indexOf(origin.link.grade) : GRADES.length));
  return uses[ranks.indexOf(Math.min(...ranks))] ?? first;
}

const Issued = z.object({ key: z.string(), name: z.string() });

async function getIssued(ctx: Context, text: string): Promise<Use> {
  const issued = await firstRow(
    ctx.pool,
    Issued,
    sql`
      select issued_key as key, coalesce(issued_name, 'unknown') as name from issuance where issued_key = ${text}
      order by event_time, event_id limit 1`,
  );
  if (issued === null) throw noSuchCredential(text);
  return unusedOf({
    key: issued.key,
    who: { id: null, name: issued.name, kind: "unattributed" },
    eventId: null,
    atMs: null,
  });
}

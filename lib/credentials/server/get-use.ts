import { z } from "zod";
import { isUuid } from "@/lib/base/is-uuid";
import type { Context } from "@/lib/context";
import type { Use } from "@/lib/credentials/link-facts";
import { GRADES } from "@/lib/credentials/link";
import { firstRow, sql } from "@/lib/db/sql";
import { findOrigins } from "./find-origins";
import { findCredentials, noSuchCredential, refuseSeveral } from "./resolve-credentials";
import { withFirstEvents } from "./with-first-events";
import { readBareUses, readBareWhere, ROWS_PER_KEY } from "./read-uses";
import { unusedOf } from "./unused-of";

/**
 * The credential that a key id, our id or a session name means, also one that was issued and never used in the store. Throws
 * `not-found`, and `conflict` with the list where the text fits several.
 */
export async function getUse(ctx: Context, text: string): Promise<Use> {
  const [use] = await withFirstEvents(ctx, [await getBareUse(ctx, text)]);
  if (use === undefined) throw noSuchCredential(text);
  return use;
}

/** The same without its first call. */
export async function getBareUse(ctx: Context, text: string): Promise<Use> {
  const exact = await readExact(ctx, text);
  if (exact.length > 0 && isOneIdentity(exact)) return mostProven(ctx, text, exact);
  const found = await findCredentials(ctx, text);
  refuseSeveral(text, found);
  const [one] = found;
  if (one === undefined) return getIssued(ctx, text);
  const uses = (await readBareUses(ctx, [one.key])).filter(({ by }) => by.id === one.identityId);
  return mostProven(ctx, text, uses);
}

/** The lives of the credential that has this id, or this key; in one statement, as most ask. */
function readExact(ctx: Context, text: string): Promise<Use[]> {
  if (!isUuid(text)) return readBareUses(ctx, [text]);
  return readBareWhere(
    ctx,
    sql`(
      select c.* from credential o join credential c on c.key = o.key
      where o.uid = ${text}::uuid and (select identity_id from principal_identity where principal_id = c.principal_id)
        is not distinct from (select identity_id from principal_identity where principal_id = o.principal_id)
      order by c.uid limit ${ROWS_PER_KEY}
    ) c`,
  );
}

function isOneIdentity(uses: readonly Use[]): boolean {
  return new Set(uses.map(({ by }) => by.id)).size === 1;
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

import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { resolveIdentity } from "@/lib/identities/server/resolve-identity";
import type { Subject } from "../../answers/answer";

export type ResolvedSubject = { readonly subject: Subject; readonly principalIds: readonly number[] };

/** Whom a question is about, with every principal that records know them as. */
export async function askSubject(ctx: Context, text: string): Promise<ResolvedSubject> {
  const { id, name } = await resolveIdentity(ctx, text);
  const identity = await firstRow(
    ctx.pool,
    z.object({ kind: z.string(), account: z.string().nullable(), arn: z.string().nullable() }),
    sql`select kind, account, arn from identity where id = ${id}::uuid`,
  );
  const principals = await rows(
    ctx.pool,
    z.object({ id: z.number(), account: z.string().nullable() }),
    sql`
      select p.id, p.account from principal_identity pi join principal p on p.id = pi.principal_id
      where pi.identity_id = ${id}::uuid`,
  );
  const accounts = [identity?.account ?? null, ...principals.map(({ account }) => account)];
  return {
    subject: {
      id,
      name,
      kind: identity?.kind ?? "unattributed",
      arn: identity?.arn ?? null,
      accounts: [...new Set(accounts.flatMap((account) => account ?? []))],
    },
    principalIds: principals.map((principal) => principal.id),
  };
}

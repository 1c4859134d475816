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

const LOOK_BACK_MS = 400 * 86_400_000;

/** When they were made, where a record of the last 400 days shows it and they are in no older one; else null. */
export async function whenMade(ctx: Context, { subject, principalIds }: ResolvedSubject): Promise<number | null> {
  const since = new Date(ctx.now().getTime() - LOOK_BACK_MS);
  const found = await firstRow(
    ctx.pool,
    z.object({ madeMs: z.number().nullable(), firstMs: z.number().nullable() }),
    sql`
      select (select (extract(epoch from min(e.event_time)) * 1000)::float8 from event e join action a on a.id = e.action_id
          where e.resource_id in (select id from resource where key = ${subject.arn}) and e.event_time >= ${since} and e.error_id is null
            and a.source = 'iam.amazonaws.com' and a.name in ('CreateRole', 'CreateUser')) as "madeMs",
        (select (extract(epoch from min(first_at)) * 1000)::float8 from activity_day where principal_id = any(${[...principalIds]})) as "firstMs"`,
  );
  const { madeMs = null, firstMs = null } = found ?? {};
  return madeMs === null || (firstMs !== null && firstMs < madeMs) ? null : madeMs;
}

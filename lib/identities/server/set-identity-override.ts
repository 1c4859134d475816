import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/in-transaction";
import { retryContended } from "@/lib/db/retry-contended";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { HUMAN, type setIdentityOverride as endpoint } from "@/lib/identities/contract";
import { regroupNames } from "./regroup-identities";
import { resolveIdentity } from "./resolve-identity";

type Input = z.output<typeof endpoint.input>;
type Output = z.input<typeof endpoint.output>;

const Principal = z.object({ uid: z.string(), account: z.string().nullable(), name: z.string() });
const Decided = z.object({ id: z.string(), human: z.enum(HUMAN), reason: z.string() });

/**
 * Says whether a person or a program stands behind an identity, against what records show, or takes that back. Kept with the
 * identity's principals, so it survives a rebuild and follows them into the identity that they belong to then. Audited.
 */
export async function setIdentityOverride(ctx: Context, { identity, human, why }: Input): Promise<Output> {
  const { id, name } = await resolveIdentity(ctx, identity);
  await recordAudit(ctx, { action: "identity.override", target: id, detail: { name, human, why } });
  const { actor } = ctx;
  const actorId = actor.kind === "user" ? actor.userId : null;
  const decided = await retryContended(() =>
    inTransaction(ctx.pool, async (client) => {
      const principals = await rows(
        client,
        Principal,
        sql`select p.uid, p.account, p.name from principal_identity pi join principal p on p.id = pi.principal_id where pi.identity_id = ${id}::uuid order by p.uid`,
      );
      await client.query(
        `insert into identity_override (principal_uid, human, why, actor_id, actor_name, at) select uid, $2, $3, $4, $5, $6 from unnest($1::uuid[]) uid order by uid`,
        [principals.map(({ uid }) => uid), human, why, actorId, actor.name, ctx.now()],
      );
      await regroupNames(client, principals);
      return firstRow(
        client,
        Decided,
        sql`
          select i.id, i.human, i.reason from principal p join principal_identity pi on pi.principal_id = p.id join identity i on i.id = pi.identity_id
          where p.uid = ${principals[0]?.uid ?? null}::uuid`,
      );
    }),
  );
  if (decided === null) throw new AppError("not-found", `No identity "${identity}" in this store.`);
  return decided;
}

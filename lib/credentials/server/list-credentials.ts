import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { CredentialPage, listCredentials as endpoint } from "@/lib/credentials/contract";
import { resolveIdentity } from "@/lib/identities/server/resolve-identity";
import { describeUses } from "./describe-uses";
import { pageOfCredentials } from "./page-of-credentials";
import { readUses } from "./read-uses";

type Input = z.output<typeof endpoint.input>;

/** One page of an identity's credentials with their facts. */
export async function listCredentials(ctx: Context, { identity, cursor, limit }: Input): Promise<CredentialPage> {
  const { id } = await resolveIdentity(ctx, identity);
  const { keys, next, inAll } = await pageOfCredentials(ctx, { identityId: id, cursor, limit });
  const uses = (await readUses(ctx, keys)).filter(({ by }) => by.id === id);
  const place = new Map(keys.map((key, n) => [key, n]));
  const rows = await describeUses(
    ctx,
    uses.toSorted((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0)),
  );
  return { rows, next, inAll };
}

import type { z } from "zod";
import type { Context } from "@/lib/context";
import { findOrigins } from "@/lib/credentials/server/find-origins";
import { pageOfCredentials } from "@/lib/credentials/server/page-of-credentials";
import { readUses } from "@/lib/credentials/server/read-uses";
import { resolveIdentity } from "@/lib/identities/server/resolve-identity";
import type { getRemains as endpoint, Remains } from "@/lib/tasks/contract";
import { howToStop } from "@/lib/tasks/how-to-stop";
import { readEndings } from "./read-endings";
import { readMade } from "./read-made";
import { type Branch, readTree } from "./read-tree";
import { resolveTask } from "./resolve-task";

type Input = z.output<typeof endpoint.input>;

/** So many of an identity's credentials, the newest, are followed. */
const FOLLOWED = 50;
const HOUR_MS = 3_600_000;
/** Sessions of users last up to 36 hours, those of roles up to 12. */
const USER_SESSION_MS = 36 * HOUR_MS;
const ROLE_SESSION_MS = 12 * HOUR_MS;

/** What may still act, and what was made to come back: each with what ends it, what that leaves, and whether the log shows the end. */
export async function getRemains(ctx: Context, { of, at }: Input): Promise<Remains> {
  const atMs = at === null ? ctx.now().getTime() : new Date(at).getTime();
  const branches = of.kind === "task" ? await branchesOfTask(ctx, of.task) : await branchesOf(ctx, of.identity);
  const possible = branches.flatMap((branch) => toPossible(branch, atMs) ?? []);
  const endings = await readEndings(
    ctx,
    possible.flatMap(({ kind, key }) => (kind === "long-term" ? [key] : [])),
  );
  const { made, inAll } = await readMade(
    ctx,
    branches.flatMap(({ use }) => use?.credentialIds ?? []),
  );
  return {
    atMs,
    looked: branches.length,
    live: possible.map(({ kind, name, ...credential }) => ({
      ...credential,
      ...howToStop({ key: credential.key, kind, name, identityKind: credential.who.kind }),
      done: endings.get(credential.key) ?? null,
    })),
    made,
    madeInAll: inAll,
  };
}

async function branchesOfTask(ctx: Context, task: string): Promise<Branch[]> {
  const { branches, cameBy } = await resolveTask(ctx, task, null);
  return branches.map((branch) => (branch.depth === 0 && branch.link === null ? { ...branch, link: cameBy } : branch));
}

async function branchesOf(ctx: Context, identity: string): Promise<Branch[]> {
  const { id } = await resolveIdentity(ctx, identity);
  const { keys } = await pageOfCredentials(ctx, { identityId: id, cursor: null, limit: FOLLOWED });
  const uses = (await readUses(ctx, keys)).filter(({ by }) => by.id === id);
  const origins = await findOrigins(ctx, uses);
  const found = new Map<string, Branch>();
  for (const [n, use] of uses.entries()) {
    const origin = origins[n];
    for (const branch of (await readTree(ctx, use)).branches) {
      const cameBy = branch.depth === 0 && origin?.kind === "link" ? origin.link : branch.link;
      if (!found.has(branch.key)) found.set(branch.key, { ...branch, link: cameBy });
    }
  }
  return [...found.values()];
}

type Possible = Pick<
  Remains["live"][number],
  "key" | "who" | "account" | "mechanism" | "validUntilMs" | "isEndKnown" | "lastMs"
> & { readonly kind: "long-term" | "temporary" | "keyless" | "bearer"; readonly name: string };

/** null for what has certainly ended. */
function toPossible({ key, link, use }: Branch, atMs: number): Possible | null {
  const kind = use?.kind ?? (key.startsWith("AKIA") ? "long-term" : "temporary");
  const who = use?.by ?? link?.toWho ?? { id: null, name: "not seen again", kind: "unattributed" };
  const endless = kind === "long-term" || kind === "bearer";
  const bornMs = use?.createdAtMs ?? link?.atMs ?? use?.firstMs ?? null;
  const longestMs = who.kind === "user" || who.kind === "federated-user" ? USER_SESSION_MS : ROLE_SESSION_MS;
  const known = link?.expiresAtMs ?? null;
  const validUntilMs = endless ? null : (known ?? (bornMs === null ? null : bornMs + longestMs));
  if (validUntilMs !== null && validUntilMs < atMs) return null;
  return {
    key,
    kind,
    who,
    name: use?.name ?? who.name,
    account: use?.account ?? null,
    mechanism: link?.mechanism ?? null,
    validUntilMs,
    isEndKnown: endless || known !== null,
    lastMs: use?.lastMs ?? null,
  };
}

import type { z } from "zod";
import type { Context } from "@/lib/context";
import { type Endings, holdsAt, stoppedAt } from "@/lib/credentials/endings";
import { unusedOf } from "@/lib/credentials/server/unused-of";
import { readEndings } from "@/lib/credentials/server/read-endings";
import { findOrigins } from "@/lib/credentials/server/find-origins";
import { pageOfCredentials } from "@/lib/credentials/server/page-of-credentials";
import { readUses } from "@/lib/credentials/server/read-uses";
import { resolveIdentity } from "@/lib/identities/server/resolve-identity";
import type { Link } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import type { getRemains as endpoint, Remains } from "@/lib/tasks/contract";
import { howToCheck, howToStop } from "@/lib/tasks/how-to-stop";
import { readMade } from "./read-made";
import { type Branch, readTree } from "./read-tree";
import { resolveTask } from "./resolve-task";

type Input = z.output<typeof endpoint.input>;

/** So many of an identity's credentials, the newest, are followed. */
const FOLLOWED = 50;
const HOUR_MS = 3_600_000;
/** Sessions of users last up to 36 hours, those of roles and of the console up to 12. */
const USER_SESSION_MS = 36 * HOUR_MS;
const ROLE_SESSION_MS = 12 * HOUR_MS;

/** What may still act, and what was made to come back: each with what ends it, what that leaves, and whether the log shows the end. */
export async function getRemains(ctx: Context, { of, at }: Input): Promise<Remains> {
  const atMs = at === null ? ctx.now().getTime() : new Date(at).getTime();
  const branches = of.kind === "task" ? await branchesOfTask(ctx, of.task) : await branchesOf(ctx, of.identity);
  const possible = branches.flatMap((branch) => toPossible(branch, atMs) ?? []);
  const endings = await readEndings(ctx, possible);
  const { made, inAll } = await readMade(
    ctx,
    branches.flatMap(({ use }) => use?.credentialIds ?? []),
    atMs,
  );
  return {
    atMs,
    looked: branches.length,
    live: possible.map(({ use, link, ...credential }, n) => ({
      ...credential,
      ...howToStop({ ...use, identityKind: credential.who.kind, cameBy: link, atMs }),
      done: doneBy(endings[n], atMs),
      untold: untoldBy(endings[n], atMs),
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
> & { readonly use: Use; readonly link: Link | null };

function doneBy(endings: Endings | undefined, atMs: number): Remains["live"][number]["done"] {
  const by = stoppedAt(endings?.stopped ?? [], atMs);
  return by === null ? null : { eventId: by.eventId, timeMs: by.timeMs, action: by.action, how: by.because };
}

function untoldBy(endings: Endings | undefined, atMs: number): Remains["live"][number]["untold"] {
  const spans = (endings?.untold ?? []).filter((span) => holdsAt(span, atMs));
  return spans.map(({ by: { eventId, timeMs, action, because }, arn }) => ({
    eventId,
    timeMs,
    action,
    how: because,
    command: howToCheck(arn),
  }));
}

/** null for what has certainly ended. */
function toPossible({ key, link, use: known }: Branch, atMs: number): Possible | null {
  const use = known ?? unusedOf({ key, who: link?.toWho ?? NOBODY, eventId: null, atMs: link?.atMs ?? null });
  const validUntilMs = latestEnd(use, link);
  if (validUntilMs !== null && validUntilMs < atMs) return null;
  return {
    key,
    use,
    link,
    who: use.by,
    account: use.account,
    mechanism: link?.mechanism ?? null,
    validUntilMs,
    isEndKnown: validUntilMs === null || validUntilMs === link?.expiresAtMs,
    lastMs: known?.lastMs ?? null,
  };
}

const NOBODY = { id: null, name: "not seen again", kind: "unattributed" };

/** When it ends by itself, by the records or by what AWS allows at the longest; null where it does not. */
function latestEnd(use: Use, link: Link | null): number | null {
  const known = link?.expiresAtMs ?? null;
  if (known !== null || use.kind === "long-term") return known;
  // A token is made from a key for twelve hours at most, as often as the key allows.
  if (use.kind === "bearer")
    return link?.mechanism === "bearer-token" && use.lastMs !== null ? use.lastMs + ROLE_SESSION_MS : null;
  const bornMs = use.createdAtMs ?? link?.atMs ?? use.firstMs;
  const isLong = (use.by.kind === "user" || use.by.kind === "federated-user") && !use.fromConsole;
  const longestMs = isLong ? USER_SESSION_MS : ROLE_SESSION_MS;
  return bornMs === null ? null : bornMs + longestMs;
}

import { z } from "zod";
import type { Context } from "@/lib/context";
import { type Actor, ACTORS, actorOf } from "@/lib/credentials/actor";
import type { CredentialRow } from "@/lib/credentials/contract";
import type { Link, Origin } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { rows, sql } from "@/lib/db/sql";
import { findOrigins } from "./find-origins";
import { readEndings } from "./read-endings";
import { readUsedWhileStopped } from "./read-used-while-stopped";
import { readUses } from "./read-uses";

/** A call that began before the end may complete after it. */
const GRACE_MS = 300_000;

const Count = z.object({
  id: z.number(),
  uid: z.string(),
  kind: z.enum(["long-term", "temporary", "keyless", "bearer"]),
  identityKind: z.string(),
  human: z.string(),
  reason: z.string(),
  agent: z.string().nullable(),
  fromConsole: z.boolean(),
  forwarded: z.boolean(),
  scope: z.string().nullable(),
  delivery: z.string().nullable(),
  signInSession: z.string().nullable(),
  events: z.number(),
  errors: z.number(),
  first: z.date().nullable(),
  last: z.date().nullable(),
  lastOk: z.date().nullable(),
});
type Count = z.output<typeof Count>;

/** The facts of credentials, in their order. */
export async function describeUses(ctx: Context, uses: readonly Use[]): Promise<CredentialRow[]> {
  if (uses.length === 0) return [];
  const [counts, origins] = await Promise.all([readCounts(ctx, uses), findOrigins(ctx, uses)]);
  const endings = await readEndings(
    ctx,
    uses.map((use, n) => ({ use, link: linkIn(origins[n]) })),
  );
  const used = await readUsedWhileStopped(
    ctx,
    uses.map((use, n) => ({ n, use, spans: endings[n]?.stopped ?? [] })),
  );
  return uses.map((use, n) => {
    const own = counts.filter(({ id }) => use.credentialIds.includes(id));
    return {
      ...describe(use, own, origins[n] ?? { kind: "none", reason: "" }),
      stopped: endings[n]?.stopped.find(({ toMs }) => toMs === null)?.by ?? null,
      usedWhileStoppedMs: used.get(n) ?? null,
    };
  });
}

/** The facts of some keys in one identity's hands. */
export async function describeKeys(
  ctx: Context,
  identityId: string,
  keys: readonly string[],
): Promise<CredentialRow[]> {
  const uses = await readUses(ctx, keys);
  return describeUses(
    ctx,
    uses.filter(({ by }) => by.id === identityId),
  );
}

function linkIn(origin: Origin | undefined): Link | null {
  return origin?.kind === "link" ? origin.link : null;
}

type Described = Omit<CredentialRow, "stopped" | "usedWhileStoppedMs">;

function describe(use: Use, counts: readonly Count[], origin: Origin): Described {
  const link = linkIn(origin);
  const expiresAtMs = link?.to === use.key ? link.expiresAtMs : null;
  const lastOkMs = Math.max(0, ...counts.map(({ lastOk }) => lastOk?.getTime() ?? 0));
  return {
    id: counts.map(({ uid }) => uid).sort()[0] ?? use.key,
    key: use.key,
    kind: use.kind,
    isEphemeral: use.kind === "temporary" || use.kind === "keyless",
    who: use.by,
    account: use.account,
    sessionName: use.sessionName,
    sourceIdentity: use.sourceIdentity,
    scope: use.scope,
    signInSession: use.signInSession,
    createdAtMs: use.createdAtMs ?? (link?.to === use.key ? link.atMs : null),
    expiresAtMs,
    firstMs: use.firstMs,
    lastMs: use.lastMs,
    events: sumOf(counts, ({ events }) => events),
    errors: sumOf(counts, ({ errors }) => errors),
    actors: actorsOf(counts),
    origin: link,
    candidates: origin.kind === "candidates" ? origin.links.length : 0,
    originUnknown: origin.kind === "none" ? origin.reason : origin.kind === "candidates" ? origin.apart : null,
    unusedAtEndMs: expiresAtMs === null || use.lastMs === null ? null : Math.max(0, expiresAtMs - use.lastMs),
    usedAfterEndMs: expiresAtMs !== null && lastOkMs > expiresAtMs + GRACE_MS ? lastOkMs : null,
  };
}

/** Calls that a service made for the holder say nothing of the hand where others are there. */
function actorsOf(counts: readonly Count[]): CredentialRow["actors"] {
  const used = counts.filter(({ events }) => events > 0);
  const own = used.filter(({ forwarded, agent }) => !forwarded || agent !== null);
  const byActor = new Map<Actor, CredentialRow["actors"][number]>();
  for (const count of own.length > 0 ? own : used) {
    const { actor, because } = actorOf(count);
    const known = byActor.get(actor);
    byActor.set(actor, {
      actor,
      because: known === undefined || because < known.because ? because : known.because,
      events: (known?.events ?? 0) + count.events,
      firstMs: Math.min(known?.firstMs ?? Infinity, count.first?.getTime() ?? Infinity),
      lastMs: Math.max(known?.lastMs ?? 0, count.last?.getTime() ?? 0),
    });
  }
  return [...byActor.values()].sort((a, b) => b.events - a.events || ACTORS.indexOf(a.actor) - ACTORS.indexOf(b.actor));
}

function readCounts(ctx: Context, uses: readonly Use[]): Promise<Count[]> {
  return rows(
    ctx.pool,
    Count,
    sql`
      select c.id, c.uid, c.kind, coalesce(i.kind, p.kind) as "identityKind", coalesce(i.human, 'undetermined') as human, coalesce(i.reason, '') as reason,
        c.agent, c.from_console as "fromConsole", c.forwarded, c.scope, c.delivery, c.sign_in_session as "signInSession",
        t.events, t.errors, t.first, t.last, t."lastOk"
      from unnest(${uses.flatMap(({ credentialIds }) => credentialIds)}::int[]) q (id)
      join credential c on c.id = q.id join principal p on p.id = c.principal_id
      left join principal_identity pi on pi.principal_id = c.principal_id left join identity i on i.id = pi.identity_id
      cross join lateral (
        select coalesce(sum(events), 0)::float8 as events, coalesce(sum(events) filter (where outcome = 1), 0)::float8 as errors,
          min(first_at) as first, max(last_at) as last, max(last_at) filter (where outcome = 0) as "lastOk"
        from credential_hour where credential_id = c.id
      ) t
      order by c.uid`,
  );
}

function sumOf(counts: readonly Count[], read: (count: Count) => number): number {
  return counts.reduce((sum, count) => sum + read(count), 0);
}

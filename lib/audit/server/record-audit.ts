import type { Context } from "@/lib/context";
import type { Prisma, PrismaClient } from "@/lib/db/generated/client";

export type AuditEntry = {
  /** What was done, as `noun.verb`: "user.disable", "record.view", "export.events". */
  readonly action: string;
  /** To what: an id that can be looked up. Never a secret. */
  readonly target: string | null;
  readonly detail: Prisma.InputJsonObject;
};

/** A client, or the client of a transaction: an entry stands or falls with what it describes. */
type AuditContext = Pick<Context, "actor" | "now"> & { readonly db: Pick<PrismaClient, "auditLog"> };

export type AuditActor = {
  readonly kind: "user" | "cli" | "job" | "anonymous";
  readonly id: string | null;
  readonly name: string;
  readonly address: string | null;
  /** The API token with which they acted. */
  readonly tokenId?: string | undefined;
};

/** Writes who did what; throws if it cannot, so that nothing audited happens unseen. */
export async function recordAudit(ctx: AuditContext, entry: AuditEntry): Promise<void> {
  const { actor } = ctx;
  const row: AuditActor =
    actor.kind === "user"
      ? { kind: "user", id: actor.userId, name: actor.name, address: actor.address, tokenId: actor.tokenId }
      : { kind: actor.kind, id: null, name: actor.name, address: null };
  await recordAuditAs({ db: ctx.db, now: ctx.now, actor: row }, entry);
}

/** The same for whoever has no context yet: people at the sign-in page. */
export async function recordAuditAs(
  by: { readonly db: Pick<PrismaClient, "auditLog">; readonly now: () => Date; readonly actor: AuditActor },
  entry: AuditEntry,
): Promise<void> {
  const { kind, id, name, address, tokenId = null } = by.actor;
  await by.db.auditLog.create({
    data: { at: by.now(), actorKind: kind, actorId: id, actorName: name, address, tokenId, ...entry },
  });
}

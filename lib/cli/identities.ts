import { parseArgs } from "node:util";
import { countOf } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { PRINCIPAL_KINDS } from "@/lib/cloudtrail/normalised-event";
import { IDENTITIES_PAGE_MAX, type IdentityRow } from "@/lib/identities/contract";
import { listIdentities } from "@/lib/identities/server/list-identities";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline identities`: who is in the store, those seen last first. */
export async function identitiesCommand(args: readonly string[], io: Io): Promise<number> {
  const options = { kind: { type: "string", multiple: true }, query: { type: "string" } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const kinds = values.kind ?? [];
  const stranger = kinds.find((kind) => !PRINCIPAL_KINDS.some((known) => known === kind));
  if (stranger !== undefined)
    throw new UsageError(`"${stranger}" is no kind: it is one of ${PRINCIPAL_KINDS.join(", ")}.`);
  const filter = { query: values.query ?? "", kinds, human: [], accounts: [] };
  return withStore(io, async (ctx) => {
    let cursor: string | null = null;
    do {
      const page = await listIdentities(ctx, { filter, sort: "last-seen", cursor, limit: IDENTITIES_PAGE_MAX });
      for (const row of page.rows) io.stdout(io.json ? JSON.stringify(toIdentityJson(row)) : line(row));
      if (page.matching === 0) io.stderr("No identity in the delivered records matches.");
      cursor = page.next;
    } while (cursor !== null);
    return 0;
  });
}

/** An identity as programs read it. */
export function toIdentityJson(row: Omit<IdentityRow, "activity">) {
  const { id, key, kind, name, human, reason, account, arn, accounts, firstSeenMs, lastSeenMs, events, errors } = row;
  return {
    id,
    key,
    kind,
    name,
    human,
    reason,
    account,
    arn,
    accounts,
    firstSeen: iso(firstSeenMs),
    lastSeen: iso(lastSeenMs),
    events,
    errors,
  };
}

function iso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

function line(row: IdentityRow): string {
  const parts = [
    iso(row.lastSeenMs) ?? "-",
    row.name,
    row.kind,
    row.human,
    row.account ?? "-",
    countOf(row.events, "event"),
    countOf(row.errors, "error"),
    row.id,
  ];
  return parts.map(visibleText).join("  ");
}

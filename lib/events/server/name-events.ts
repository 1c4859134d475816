import { z } from "zod";
import type { Context } from "@/lib/context";
import { preparedRows, sql } from "@/lib/db/sql";
import type { EventRow } from "@/lib/events/contract";
import { toEventRow } from "./event-row-sql";
import type { StoredEvent } from "./stored-event";

/** What the numbers of events stand for, in the order of the statement. */
const KINDS = [
  "principal",
  "credential",
  "action",
  "resource",
  "account",
  "region",
  "error",
  "address",
  "userAgent",
  "via",
  "alias",
  "further",
  "copies",
] as const;

const Name = z.object({
  kind: z.number(),
  key: z.string(),
  a: z.string().nullable(),
  b: z.string().nullable(),
  c: z.string().nullable(),
});
type Name = z.output<typeof Name>;

/** The same events, in their order, with the names of all that they point to: each name is read once, however many events share it. */
export async function nameEvents(ctx: Context, events: readonly StoredEvent[]): Promise<EventRow[]> {
  if (events.length === 0) return [];
  const named = await readNames(ctx, events);
  const nameOf = (kind: (typeof KINDS)[number], key: number | string | null): Name | undefined =>
    key === null ? undefined : named.get(KINDS.indexOf(kind))?.get(String(key));
  return events.map((event) => {
    const principal = nameOf("principal", event.principalId);
    const credential = nameOf("credential", event.credentialId);
    const action = nameOf("action", event.actionId);
    const resource = nameOf("resource", event.resourceId);
    const account = nameOf("account", event.accountId);
    return toEventRow({
      id: event.id,
      alias: nameOf("alias", event.id)?.a ?? null,
      time: event.time,
      windowEnd: event.windowEnd,
      flags: event.flags,
      identityId: principal?.a ?? null,
      identity: principal?.b ?? null,
      credential: credential?.a ?? null,
      sessionName: credential?.b ?? null,
      source: action?.a ?? "",
      action: action?.b ?? "",
      category: Number(action?.c ?? 0),
      resourceUid: resource?.a ?? null,
      resourceKey: resource?.b ?? null,
      resourceType: resource?.c ?? null,
      further: Number(nameOf("further", event.id)?.a ?? 0),
      account: account?.a ?? "",
      accountName: account?.b ?? null,
      region: nameOf("region", event.regionId)?.a ?? "",
      errorCode: nameOf("error", event.errorId)?.a ?? null,
      address: nameOf("address", event.addressId)?.a ?? null,
      userAgent: nameOf("userAgent", event.userAgentId)?.a ?? null,
      via: nameOf("via", event.viaId)?.a ?? null,
      copies: Number(nameOf("copies", event.id)?.a ?? 0),
    });
  });
}

async function readNames(
  ctx: Context,
  events: readonly StoredEvent[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, Name>>> {
  const found = await preparedRows(ctx.pool, { name: "event-names", row: Name }, namesSql(events));
  const named = new Map(KINDS.map((_, kind) => [kind, new Map<string, Name>()]));
  for (const name of found) named.get(name.kind)?.set(name.key, name);
  return named;
}

type NumberColumn = Extract<keyof StoredEvent, `${string}Id`>;

function namesSql(events: readonly StoredEvent[]) {
  const ids = (column: NumberColumn) => sql`any(${[...new Set(events.map((event) => event[column]))]}::int[])`;
  const own = sql`any(${events.map(({ id }) => id)}::uuid[])`;
  return sql`
    select 0 as kind, pr.id::text as key, i.id::text as a, coalesce(i.name, pr.name, pr.key) as b, null as c
    from principal pr left join principal_identity pi on pi.principal_id = pr.id left join identity i on i.id = pi.identity_id
    where pr.id = ${ids("principalId")}
    union all select 1, id::text, key, session_name, null from credential where id = ${ids("credentialId")}
    union all select 2, id::text, source, name, category::text from action where id = ${ids("actionId")}
    union all select 3, id::text, uid::text, key, type from resource where id = ${ids("resourceId")}
    union all select 4, id::text, account, name, null from account where id = ${ids("accountId")}
    union all select 5, id::text, region, null, null from region where id = ${ids("regionId")}
    union all select 6, id::text, code, null, null from error_code where id = ${ids("errorId")}
    union all select 7, id::text, address, null, null from address where id = ${ids("addressId")}
    union all select 8, id::text, user_agent, null, null from user_agent where id = ${ids("userAgentId")}
    union all select 9, id::text, service, null, null from service where id = ${ids("viaId")}
    union all select 10, event_id::text, text, null, null from event_alias where event_id = ${own}
    union all select 11, event_id::text, count(*)::text, null, null from event_resource where event_id = ${own} group by event_id
    union all select 12, event_id::text, count(*)::text, null, null from event_copy where event_id = ${own} group by event_id`;
}

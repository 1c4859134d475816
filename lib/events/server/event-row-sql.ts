import { z } from "zod";
import { CATEGORIES } from "@/lib/cloudtrail/normalised-event";
import { type Sql, sql } from "@/lib/db/sql";
import type { EventRow } from "@/lib/events/contract";
import { cursorText } from "@/lib/events/event-cursor";
import { decodeEventFlags } from "@/lib/events/event-flags";

/** What `eventRowSql` gives for each event. */
export const StoredEventRow = z.object({
  id: z.string(),
  alias: z.string().nullable(),
  time: z.date(),
  windowEnd: z.date().nullable(),
  flags: z.number(),
  identityId: z.string().nullable(),
  identity: z.string().nullable(),
  credential: z.string().nullable(),
  sessionName: z.string().nullable(),
  source: z.string(),
  action: z.string(),
  category: z.number(),
  resourceUid: z.string().nullable(),
  resourceKey: z.string().nullable(),
  resourceType: z.string().nullable(),
  further: z.number(),
  account: z.string(),
  accountName: z.string().nullable(),
  region: z.string(),
  errorCode: z.string().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  via: z.string().nullable(),
  copies: z.number(),
});

/** Selects `StoredEventRow`s for the events that `source` gives as `e`, and whatever more `extra` asks for. */
export function eventRowSql(source: Sql, extra: Sql = sql``): Sql {
  return sql`
    select
      e.event_id as id, al.text as alias, e.event_time as time, e.window_end as "windowEnd", e.flags,
      i.id as "identityId", coalesce(i.name, pr.name, pr.key) as identity, c.key as credential, c.session_name as "sessionName",
      ac.source, ac.name as action, ac.category, r.uid as "resourceUid", r.key as "resourceKey", r.type as "resourceType",
      (select count(*)::int from event_resource er where er.event_id = e.event_id) as further,
      a.account, a.name as "accountName", rg.region, ec.code as "errorCode", ad.address, ua.user_agent as "userAgent", sv.service as via,
      (select count(*)::int from event_copy ec where ec.event_id = e.event_id) as copies
      ${extra}
    from ${source}
    join principal pr on pr.id = e.principal_id
    join action ac on ac.id = e.action_id
    join account a on a.id = e.account_id
    join region rg on rg.id = e.region_id
    left join principal_identity pi on pi.principal_id = e.principal_id
    left join identity i on i.id = pi.identity_id
    left join credential c on c.id = e.credential_id
    left join resource r on r.id = e.resource_id
    left join error_code ec on ec.id = e.error_id
    left join address ad on ad.id = e.address_id
    left join user_agent ua on ua.id = e.user_agent_id
    left join service sv on sv.id = e.via_id
    left join event_alias al on al.event_id = e.event_id`;
}

/** For `extra`: the resources that lists only count. */
export const FURTHER_KEYS = sql`,
  coalesce((
    select array_agg(fr.key order by er.role, fr.key) from event_resource er join resource fr on fr.id = er.resource_id where er.event_id = e.event_id
  ), '{}') as "furtherKeys"`;

export const StoredEventRecord = StoredEventRow.extend({ furtherKeys: z.array(z.string()) });

/** A stored row in the form in which it leaves the server. */
export function toEventRow(row: z.output<typeof StoredEventRow>): EventRow {
  const flags = decodeEventFlags(row.flags);
  const { resourceUid: uid, resourceKey: key, resourceType: type } = row;
  const resource = uid === null || key === null || type === null ? null : { uid, key, type };
  return {
    eventId: row.alias ?? row.id,
    cursor: cursorText({ timeMs: row.time.getTime(), id: row.id }),
    timeMs: row.time.getTime(),
    windowEndMs: row.windowEnd?.getTime() ?? null,
    identityId: row.identityId,
    identity: row.identity ?? "unknown",
    credential: row.credential,
    sessionName: row.sessionName,
    source: row.source,
    action: row.action,
    resource,
    resources: (resource === null ? 0 : 1) + row.further,
    account: row.account,
    accountName: row.accountName,
    region: row.region,
    category: CATEGORIES[row.category] ?? "unknown",
    kind: flags.kind,
    outcome: flags.isError ? "error" : "ok",
    errorCode: row.errorCode,
    readOnly: flags.readOnly,
    address: row.address,
    userAgent: row.userAgent,
    via: row.via,
    copies: row.copies,
    copiesDiffer: flags.copiesDiffer,
  };
}

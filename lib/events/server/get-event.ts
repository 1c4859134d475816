import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { RESOURCE_ROLES } from "@/lib/cloudtrail/normalised-event";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import type { EventDetail, getEvent as endpoint } from "@/lib/events/contract";
import { storedEventId } from "@/lib/events/event-id";
import { eventRowSql, StoredEventRow, toEventRow } from "./event-row-sql";
import { findPlaces } from "./find-places";
import { refuseDropped } from "./refuse-dropped";

type Input = z.output<typeof endpoint.input>;

const DetailRow = StoredEventRow.extend({
  identityKind: z.string().nullable(),
  credentialUid: z.string().nullable(),
  credentialKind: z.string().nullable(),
  principalArn: z.string().nullable(),
  containerUid: z.string().nullable(),
  containerKey: z.string().nullable(),
  containerType: z.string().nullable(),
  bytes: z.coerce.number().nullable(),
  sharedEventId: z.string().nullable(),
});

const Touched = z.object({
  uid: z.string(),
  key: z.string(),
  type: z.string(),
  account: z.string().nullable(),
  role: z.number(),
});

/** One event with everything that the store knows of it, and every place in the evidence where it was delivered. */
export async function getEvent(ctx: Context, { eventId }: Input): Promise<EventDetail> {
  const { id } = storedEventId(eventId.trim());
  await refuseDropped(ctx, { id, eventId });
  const row = await firstRow(ctx.pool, DetailRow, eventRowSql(LOCATED(id), DETAIL_COLUMNS));
  if (row === null)
    throw new AppError(
      "not-found",
      `No event "${eventId}" in this store. An eventID is a GUID such as those in the list of events.`,
    );
  const [further, places] = await Promise.all([touchedBy(ctx, id), findPlaces(ctx, id)]);
  const [place, ...otherPlaces] = places;
  if (!place) throw new AppError("not-found", `The evidence of event "${eventId}" is not in this store.`);
  const event = toEventRow(row);
  const first = event.resource === null ? [] : [{ ...event.resource, role: "target", account: null }];
  return {
    ...event,
    identityKind: row.identityKind,
    credentialUid: row.credentialUid,
    credentialKind: row.credentialKind,
    principalArn: row.principalArn,
    touched: [...first, ...further.map((one) => ({ ...one, role: RESOURCE_ROLES[one.role] ?? "related" }))],
    container: containerOf(row),
    bytes: row.bytes,
    sharedEventId: row.sharedEventId,
    place,
    otherPlaces,
    integrity: place.integrity.state,
  };
}

const LOCATED = (id: string) => sql`(
  select event.* from event_locator l
  join event on event.principal_id = l.principal_id and event.event_time = l.event_time and event.event_id = l.event_id
  where l.event_id = ${id}::uuid) e`;

const DETAIL_COLUMNS = sql`,
  i.kind as "identityKind", c.uid as "credentialUid", c.kind as "credentialKind", pr.arn as "principalArn", e.bytes,
  e.shared_event_id as "sharedEventId",
  (select uid from resource where id = e.container_id) as "containerUid",
  (select key from resource where id = e.container_id) as "containerKey",
  (select type from resource where id = e.container_id) as "containerType"`;

function touchedBy(ctx: Context, id: string): Promise<z.output<typeof Touched>[]> {
  return rows(
    ctx.pool,
    Touched,
    sql`
      select r.uid, r.key, r.type, r.account, er.role from event_resource er join resource r on r.id = er.resource_id
      where er.event_id = ${id}::uuid order by er.role, r.key`,
  );
}

function containerOf(row: z.output<typeof DetailRow>): EventDetail["container"] {
  const { containerUid: uid, containerKey: key, containerType: type } = row;
  return uid === null || key === null || type === null ? null : { uid, key, type };
}

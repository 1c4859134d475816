import { z } from "zod";
import { sql } from "@/lib/db/sql";

/** Where a stored event is: what all but finds it. */
export type EventKey = { readonly time: Date; readonly id: string; readonly principalId: number };

/** An event as it is stored, by numbers: `nameEvents` says what they stand for. */
export const StoredEvent = z.object({
  time: z.date(),
  id: z.string(),
  principalId: z.number(),
  windowEnd: z.date().nullable(),
  flags: z.number(),
  actionId: z.number(),
  accountId: z.number(),
  regionId: z.number(),
  credentialId: z.number().nullable(),
  addressId: z.number().nullable(),
  userAgentId: z.number().nullable(),
  resourceId: z.number().nullable(),
  errorId: z.number().nullable(),
  viaId: z.number().nullable(),
});
export type StoredEvent = z.output<typeof StoredEvent>;

/** Selects `StoredEvent`s from events `e`. */
export const STORED_EVENT_COLUMNS = sql`
  e.event_time as time, e.event_id as id, e.principal_id as "principalId", e.window_end as "windowEnd", e.flags, e.action_id as "actionId",
  e.account_id as "accountId", e.region_id as "regionId", e.credential_id as "credentialId", e.address_id as "addressId",
  e.user_agent_id as "userAgentId", e.resource_id as "resourceId", e.error_id as "errorId", e.via_id as "viaId"`;

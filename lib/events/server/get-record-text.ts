import type { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { hasRole } from "@/lib/auth/roles";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { getRecordText as endpoint } from "@/lib/events/contract";
import { storedEventId } from "@/lib/events/event-id";
import { maskTokens } from "@/lib/events/mask-tokens";
import { readRecordText } from "@/lib/ingest/server/read-record-text";
import { findPlaces } from "./find-places";
import { refuseDropped } from "./refuse-dropped";

type Input = z.output<typeof endpoint.input>;
type Output = z.input<typeof endpoint.output>;

/**
 * The JSON text of one delivery of an event, character for character; session tokens are masked unless `raw` is asked for,
 * which needs the investigator role. Every view is audited before the text is given.
 */
export async function getRecordText(ctx: Context, { eventId, copy, raw }: Input): Promise<Output> {
  if (raw && ctx.actor.kind === "user" && !hasRole(ctx.actor.role, "investigator")) {
    throw new AppError("forbidden", "Showing session tokens needs the investigator role.");
  }
  const { id } = storedEventId(eventId.trim());
  await refuseDropped(ctx, { id, eventId });
  const places = await findPlaces(ctx, id);
  const place = places[copy];
  if (!place) {
    const what =
      places.length === 0
        ? `No event "${eventId}" in this store.`
        : `Event "${eventId}" has ${places.length} deliveries, counted from 0.`;
    throw new AppError("not-found", what);
  }
  const text = await readRecordText(ctx, { fileId: place.logFileId, recordIndex: place.recordIndex });
  await recordAudit(ctx, {
    action: raw ? "record.view-raw" : "record.view",
    target: eventId,
    detail: { file: place.sha256, index: place.recordIndex },
  });
  return raw ? { text, masked: 0 } : maskTokens(text);
}

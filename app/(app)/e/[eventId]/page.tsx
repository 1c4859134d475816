import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getQueryClient } from "@/app/query-client";
import { EventPageView } from "@/components/record/event-page-view";
import { AppError } from "@/lib/base/app-error";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import type { EventDetail } from "@/lib/events/contract";
import { eventQuery } from "@/lib/events/query-options";
import { getEvent } from "@/lib/events/server/get-event";
import type { Context } from "@/lib/context";

export const metadata: Metadata = { title: "Event" };

export default async function EventPage({ params }: PageProps<"/e/[eventId]">) {
  const ctx = await pageContext();
  const eventId = decodeURIComponent((await params).eventId);
  const event = await findEvent(ctx, eventId);
  const client = getQueryClient();
  if (event !== null) await client.query({ ...eventQuery.detail(eventId), queryFn: () => event }).catch(noop);
  const mayUnmask = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EventPageView eventId={eventId} mayUnmask={mayUnmask} />
    </HydrationBoundary>
  );
}

/** Null where retention dropped it: the page asks again, and says so. */
async function findEvent(ctx: Context, eventId: string): Promise<EventDetail | null> {
  try {
    return await getEvent(ctx, { eventId });
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") notFound();
    if (error instanceof AppError && error.code === "gone") return null;
    throw error;
  }
}

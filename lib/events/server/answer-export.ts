import { z } from "zod";
import type { Access } from "@/lib/auth/access";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { eventsExport } from "@/lib/events/contract";
import { EventFilter } from "@/lib/events/event-filter";
import { EXPORT_FORMATS } from "@/lib/events/export-formats";
import { answerDownload } from "@/lib/http/answer-download";
import { answer } from "@/lib/http/serve";
import { findDropped } from "./describe-dropped";
import { exportEvents } from "./export-events";

const Asked = z.object({ filter: EventFilter, format: z.enum(EXPORT_FORMATS) });

/**
 * The handler of downloads: the same query as lists have, answered as a file that grows as it is read. Where retention dropped some of
 * them, the name of the file says how many are not in it.
 */
export function answerExport(
  authorise: (request: Request, access: Access) => Promise<Context>,
): (request: Request) => Promise<Response> {
  return (request) =>
    answer(request, eventsExport, async () => {
      const ctx = await authorise(request, eventsExport);
      const asked = Asked.safeParse(readQuery(request));
      if (!asked.success)
        throw new AppError(
          "invalid-input",
          "The address of the export does not fit. Start it from the list of events.",
        );
      const { format } = asked.data;
      const [dropped, lines] = await Promise.all([findDropped(ctx, asked.data.filter), exportEvents(ctx, asked.data)]);
      const without = dropped && `${dropped.isExact ? "" : "up-to-"}${dropped.events}-dropped`;
      return answerDownload(lines, { of: "events", format, at: ctx.now(), without });
    });
}

function readQuery(request: Request): unknown {
  try {
    return JSON.parse(new URL(request.url).searchParams.get("q") ?? "{}");
  } catch {
    return null;
  }
}

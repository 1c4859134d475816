import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { IngestRun } from "@/lib/db/generated/client";

/** Who works on a terminal; nobody who signs in has a name with a space. */
export const COMMAND_LINE = "command line";

/** A run that was begun on a page, which can be stopped and tried again there; AppError "not-found" where there is none. */
export async function findPageRun({ db }: Pick<Context, "db">, runId: string): Promise<IngestRun> {
  const run = await db.ingestRun.findFirst({
    where: { id: runId, kind: { in: ["upload", "s3"] }, actorName: { not: COMMAND_LINE } },
  });
  if (run === null) throw new AppError("not-found", `There is no load ${runId} that was begun on a page.`);
  return run;
}

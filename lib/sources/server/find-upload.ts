import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { IngestRun } from "@/lib/db/generated/client";

/** The run of an upload; AppError "not-found" where there is none. */
export async function findUpload({ db }: Pick<Context, "db">, runId: string): Promise<IngestRun> {
  const run = await db.ingestRun.findFirst({ where: { id: runId, kind: "upload" } });
  if (run === null) throw new AppError("not-found", `There is no upload ${runId}.`);
  return run;
}

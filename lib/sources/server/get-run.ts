import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import type { Run, runGet } from "../contract";
import { isEnded } from "../run-condition";
import { COMMAND_LINE } from "./find-page-run";
import { RUN_COLUMNS, RunRowSql, toRunRow } from "./run-rows";
import { hasSpool } from "./spool";

type Input = z.output<typeof runGet.input>;

/** One run with what became of its upload's files. */
export async function getRun({ pool }: Pick<Context, "pool">, { runId }: Input): Promise<Run> {
  const [row, states] = await Promise.all([
    firstRow(pool, RunRowSql, sql`select ${RUN_COLUMNS} from ingest_run where id = ${runId}`),
    rows(
      pool,
      z.object({ state: z.string(), files: z.number() }),
      sql`select state, count(*)::float8 as files from upload_file where run_id = ${runId} group by state`,
    ),
  ]);
  if (row === null) throw new AppError("not-found", `There is no run ${runId}.`);
  return {
    run: toRunRow(row),
    uploadFiles: Object.fromEntries(states.map(({ state, files }) => [state, files])),
    canRetry: row.state === "failed" && ((row.kind === "upload" && (await hasSpool(runId))) || isPull(row)),
    canCancel: (row.kind === "upload" || isPull(row)) && !isEnded(row.state),
  };
}

/** Pulls of the command line end where they began. */
function isPull({ kind, actorName }: { readonly kind: string; readonly actorName: string }): boolean {
  return kind === "s3" && actorName !== COMMAND_LINE;
}

import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import type { sourceFilters } from "../contract";

type Input = z.output<typeof sourceFilters.input>;

/** Writes down what a source leaves out before records reach us, on the word of whoever says so. */
export async function setSourceFilters(ctx: Context, { source, leavesOut }: Input): Promise<Record<string, never>> {
  const distinct = [...new Set(leavesOut)].toSorted();
  if (distinct.includes("nothing") && distinct.length > 1)
    throw new AppError("invalid-input", 'A source that leaves out "nothing" cannot leave out anything else.');
  const { rowCount } = await ctx.pool.query("update source set leaves_out = $2 where name = $1", [source, distinct]);
  if (rowCount === 0) throw new AppError("not-found", `There is no source "${source}".`);
  await recordAudit(ctx, { action: "source.filters", target: source, detail: { leavesOut: distinct } });
  return {};
}

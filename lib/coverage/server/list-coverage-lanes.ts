import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { Context } from "@/lib/context";
import { cellSpans } from "../cell-spans";
import type { CoverageLane, listCoverageLanes as endpoint } from "../contract";
import { readModel } from "./knowledge";

/** The state of cells over a window, for what lies behind the lanes of a timeline. */
export async function listCoverageLanes(
  ctx: Context,
  input: z.output<typeof endpoint.input>,
): Promise<{ lanes: CoverageLane[] }> {
  if (input.toMs <= input.fromMs) throw new AppError("invalid-input", "The window ends before it begins.");
  const model = await readModel(ctx, input.knownAtMs);
  const window = { fromMs: input.fromMs, toMs: input.toMs };
  return {
    lanes: input.cells.map(({ account, region, family: id }) => {
      const family = findFamily(id);
      if (family === null) throw new AppError("invalid-input", `There is no operation family "${id}".`);
      return { account, region, family: id, spans: cellSpans(family, { account, region, window }, model) };
    }),
  };
}

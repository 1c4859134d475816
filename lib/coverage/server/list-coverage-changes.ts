import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { CoverageChange, listCoverageChanges as endpoint } from "../contract";
import { listChanges } from "../list-changes";
import { readModel } from "./knowledge";

/** The changes of what is logged within a window, the earliest first, with how many there are in all. */
export async function listCoverageChanges(
  ctx: Context,
  { fromMs, toMs, limit }: z.output<typeof endpoint.input>,
): Promise<{ changes: CoverageChange[]; total: number }> {
  const model = await readModel(ctx);
  const within = listChanges(model).filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  return { changes: within.slice(0, limit), total: within.length };
}

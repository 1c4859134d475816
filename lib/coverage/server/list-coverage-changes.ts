import type { z } from "zod";
import type { Context } from "@/lib/context";
import { changesThatConcern } from "../changes-that-concern";
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

type Concerned = { readonly fromMs: number; readonly toMs: number; readonly accounts: ReadonlySet<string> | null };

/** All changes within a window that can touch what is logged in some accounts (null: in any), the earliest first, and how many others there are in it. */
export async function listChangesOfAccounts(
  ctx: Context,
  { fromMs, toMs, accounts }: Concerned,
): Promise<{ changes: CoverageChange[]; elsewhere: number }> {
  const model = await readModel(ctx);
  const within = listChanges(model).filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  const changes = accounts === null ? within : within.filter(changesThatConcern(model, accounts));
  return { changes, elsewhere: within.length - changes.length };
}

import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { Context } from "@/lib/context";
import type { Limit } from "../../answers/answer";
import type { CoverageModel } from "../../coverage-model";
import { shareWords } from "../../observed-share";
import { readShares } from "../read-shares";

const LIMITS_MAX = 5;

/** Says of the first limits of what was recorded in part how much passes, where observed events tell. */
export async function withShares(ctx: Context, limits: readonly Limit[], model: CoverageModel): Promise<Limit[]> {
  const partial = limits.filter(({ kind, family }) => kind === "partly-recorded" && family !== undefined);
  const said = new Map<Limit, string>();
  for (const limit of partial.slice(0, LIMITS_MAX)) {
    const { account, region, toMs: atMs } = limit;
    const family = findFamily(limit.family ?? "");
    if (family === null || account === null || region === null) continue;
    const [share] = await readShares(ctx, { family, moment: { account, region, atMs: atMs - 1 } }, model);
    if (share !== undefined) said.set(limit, `${limit.text} ${shareWords(share)}`);
  }
  return limits.map((limit) => ({ ...limit, text: said.get(limit) ?? limit.text }));
}

import type { Context } from "@/lib/context";
import type { CoverageExtent } from "../contract";
import { readKnowledge } from "./knowledge";

const HOUR_MS = 3_600_000;

/**
 * The time that a heatmap can be asked about with any use. It ends where the files of the longest-kept trail end, not now: after that nothing
 * proves anything. Where there are no files it ends with the latest fact, and without facts now.
 */
export async function getCoverageExtent(ctx: Context): Promise<CoverageExtent> {
  const { facts, held } = await readKnowledge(ctx);
  const nowMs = ctx.now().getTime();
  let [firstMs, lastHeldMs, lastFactMs] = [nowMs, 0, 0];
  for (const { complete } of held)
    for (const { fromMs, toMs } of complete) {
      firstMs = Math.min(firstMs, fromMs);
      lastHeldMs = Math.max(lastHeldMs, toMs);
    }
  for (const { fromMs, toMs } of facts) {
    if (Number.isFinite(fromMs) && fromMs > 0) firstMs = Math.min(firstMs, fromMs);
    if (Number.isFinite(toMs)) lastFactMs = Math.max(lastFactMs, toMs);
  }
  const lastMs = Math.min(nowMs, lastHeldMs > 0 ? lastHeldMs : lastFactMs > 0 ? lastFactMs : nowMs);
  const latestMs = Math.floor(lastMs / HOUR_MS) * HOUR_MS - HOUR_MS;
  return { fromMs: Math.floor(Math.min(firstMs, latestMs)), toMs: Math.floor(lastMs), latestMs, facts: facts.length };
}
